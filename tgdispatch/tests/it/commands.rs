//! Commands as an enum: read, routed, listed.

use tgapi::methods::SendMessage;
use tgdispatch::{ArgsRejection, BuildError, Command, CommandScope, Commands, Message, Rest, Router};

use crate::support::{answer, build, build_error, text};

#[derive(Commands, Debug, PartialEq)]
enum Action {
    /// Says what there is,
    /// in one line
    ///
    /// This is for readers of the program.
    #[command(alias = "h", lang(de = "Was es gibt", is = "Hvað er í boði"))]
    Help,
    /// Rolls dice
    Roll { dice: u8, sides: Option<u8> },
    /// Bans somebody
    #[command(name = "ban", scope = "admins", lang(de = "Sperrt jemanden"))]
    BanUser(String, Rest),
    /// Only here
    #[command(scope = "groups")]
    TopTen(Vec<u32>),
    #[command(hidden)]
    Xyzzy { spell: String },
}

async fn act(msg: Message, action: Result<Action, ArgsRejection>) -> SendMessage {
    match action {
        Ok(action) => msg.answer(format!("{action:?}")),
        Err(problem) => msg.answer(problem.to_string()),
    }
}

async fn only(msg: Message, action: Action) -> SendMessage {
    msg.answer(format!("{action:?}"))
}

#[tokio::test]
async fn an_enum_is_read_from_the_text() {
    let bot = build(Router::new().commands(Action::LIST, act));
    for (said, read) in [
        ("/help", "Help"),
        ("/HELP@this_bot me, please", "Help"),
        ("/h", "Help"),
        ("/roll 2", "Roll { dice: 2, sides: None }"),
        ("/roll 2 20", "Roll { dice: 2, sides: Some(20) }"),
        ("/roll", "argument 1 is missing"),
        ("/roll 2 x", "argument 2: expected a number from 0 to 255"),
        ("/ban \"Ann Lee\" for this", "BanUser(\"Ann Lee\", Rest(\"for this\"))"),
        ("/top_ten 1 2 3", "TopTen([1, 2, 3])"),
        ("/xyzzy open sesame", "Xyzzy { spell: \"open sesame\" }"),
        ("/ban_user Ann", ""),
        ("/help@other_bot", ""),
    ] {
        assert_eq!(answer(&bot, text(said)).await, read, "{said}");
    }
}

#[tokio::test]
async fn what_does_not_fit_goes_on_to_the_next_route() {
    async fn other(msg: Message, command: Command) -> SendMessage {
        msg.answer(format!("other {}", command.name))
    }
    let bot = build(Router::new().commands(Action::LIST, only).fallback(other));
    assert_eq!(answer(&bot, text("/roll 2")).await, "Roll { dice: 2, sides: None }");
    assert_eq!(answer(&bot, text("/roll two")).await, "other roll");
    assert_eq!(answer(&bot, text("/nothing")).await, "other nothing");
}

#[test]
fn a_command_that_is_taken_is_told() {
    let router = Router::new().commands(Action::LIST, only).command("h", only);
    assert!(matches!(build_error(router), BuildError::DuplicateCommand { name, .. } if name == "h"));
}

#[test]
fn help_and_menus() {
    assert_eq!(
        Action::help(),
        "/help - Says what there is, in one line\n/roll <dice> [sides] - Rolls dice\n/ban - Bans somebody\n/top_ten - Only here"
    );
    assert!(Action::help_in("de").starts_with("/help - Was es gibt\n/roll <dice> [sides] - Rolls dice\n"));
    assert_eq!(Action::LIST[2].scopes, [CommandScope::Administrators]);
    let menus: Vec<_> = Action::set_my_commands()
        .into_iter()
        .map(|call| {
            let call = serde_json::to_value(&call).unwrap();
            let names = call["commands"].as_array().unwrap().iter().map(|one| one["command"].as_str().unwrap());
            let names = names.collect::<Vec<_>>().join(" ");
            let scope = call["scope"]["type"].as_str().unwrap_or("-").to_owned();
            format!("{scope} {} {names}", call["language_code"].as_str().unwrap_or("-"))
        })
        .collect();
    let mut expected = Vec::new();
    for (scope, names) in [
        ("-", "help roll"),
        ("all_group_chats", "help roll top_ten"),
        ("all_chat_administrators", "help roll ban top_ten"),
    ] {
        expected.extend(["-", "de", "is"].map(|language| format!("{scope} {language} {names}")));
    }
    assert_eq!(menus, expected);
}
