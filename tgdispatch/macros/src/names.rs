//! Names of commands: how a variant's is written, and what Telegram allows.

/// `BanUser` as `ban_user`.
pub(crate) fn snake_case(variant: &str) -> String {
    let mut name = String::with_capacity(variant.len() + 4);
    let mut before_is_lower = false;
    for c in variant.chars() {
        if c.is_ascii_uppercase() && before_is_lower {
            name.push('_');
        }
        before_is_lower = c.is_ascii_lowercase() || c.is_ascii_digit();
        name.push(c.to_ascii_lowercase());
    }
    name
}

/// Why it cannot be a command's name, if so. <https://core.telegram.org/bots/api#botcommand>
pub(crate) fn check(name: &str) -> Result<(), String> {
    if name.is_empty() || name.len() > 32 {
        return Err(format!("a command has 1 to 32 characters: `{name}`"));
    }
    let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    if !name.bytes().all(allowed) {
        return Err(format!("a command has a-z, 0-9 and _ only, and no slash: `{name}`"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variants_become_names() {
        for (variant, name) in [("Ban", "ban"), ("BanUser", "ban_user"), ("Top10List", "top10_list"), ("FAQ", "faq")] {
            assert_eq!(snake_case(variant), name);
            assert_eq!(check(name), Ok(()));
        }
        for bad in ["", "/ban", "Ban", "ban-user", "größe"] {
            assert!(check(bad).is_err(), "{bad}");
        }
    }
}
