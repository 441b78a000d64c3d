//! Messages of business accounts, which have methods of their own.

use crate::methods::{DeleteBusinessMessages, ReadBusinessMessage};
use crate::types::Message;

impl Message {
    /// Deletes this message of a connected business account. `None` if it did not come through a business connection.
    #[must_use]
    pub fn delete_business(&self) -> Option<DeleteBusinessMessages> {
        Some(DeleteBusinessMessages::new(self.business_connection_id.as_ref()?, [self.message_id]))
    }

    /// Marks this message of a connected business account as read. `None` if it did not come through a business
    /// connection.
    #[must_use]
    pub fn read_business(&self) -> Option<ReadBusinessMessage> {
        Some(ReadBusinessMessage::new(self.business_connection_id.as_ref()?, self.chat.id, self.message_id))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::types::{Chat, ChatType};

    #[test]
    fn only_messages_of_a_connection_have_them() {
        let message = Message::new(7, 1, Chat::new(5, ChatType::Private));
        assert!(message.delete_business().is_none() && message.read_business().is_none());
        let message = message.business_connection_id("b");
        let delete = serde_json::to_value(message.delete_business()).unwrap();
        assert_eq!(delete, serde_json::json!({"business_connection_id": "b", "message_ids": [7]}));
        assert_eq!(message.read_business().unwrap().message_id.0, 7);
    }
}
