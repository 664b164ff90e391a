//! Lines of the log, as far as they say nothing about people: when, how bad, who says it, what happened, and numbers.

use serde_json::{Map, Value, json};

/// Fields whose numbers count something of the box: a number in any other may be a telephone's.
const COUNTS: [&str; 9] = ["status", "duration_us", "count", "from", "to", "import", "user", "id", "signal"];

/// What fields may say in words: routes as they are written, versions and places in the sources.
const SAFE_FIELDS: [&str; 6] = ["method", "path", "place", "migration", "made_by", "incident"];

/// A line of the log, in either of its forms, as JSON with nothing in it that could come from what people wrote; `None` for
/// what is no line of ours.
pub fn scrub(line: &str) -> Option<Value> {
    let entry = serde_json::from_str(line).ok().and_then(of_json).or_else(|| of_text(line))?;
    let Entry { at, level, target, message, fields } = entry;
    let is_ours = target == "korob" || target.starts_with("korob::");
    let kept: Map<String, Value> = fields.into_iter().filter(|(key, value)| is_safe(&target, key, value)).collect();
    // A message behind a colon, or that of an incident, is what some other part of the machine said.
    let message = message.split(':').next().filter(|_| is_ours && !kept.contains_key("incident"));
    Some(json!({ "at": at, "level": level, "target": target, "message": message, "fields": kept }))
}

struct Entry {
    at: String,
    level: String,
    target: String,
    message: String,
    fields: Vec<(String, Value)>,
}

fn of_json(line: Value) -> Option<Entry> {
    let text = |name: &str| line.get(name).and_then(Value::as_str).map(str::to_owned);
    let (at, level, target) = (text("timestamp")?, text("level")?, text("target")?);
    let fields = line.get("fields")?.as_object()?;
    let message = fields.get("message").and_then(Value::as_str).unwrap_or_default().to_owned();
    let fields = fields.iter().filter(|(name, _)| *name != "message");
    let entry = Entry {
        at,
        level,
        target,
        message,
        fields: fields.map(|(name, value)| (name.clone(), value.clone())).collect(),
    };
    entry.is_sound().then_some(entry)
}

/// `2026-11-27T08:00:00.000000Z  INFO korob::app: what happened count=3`
fn of_text(line: &str) -> Option<Entry> {
    let mut words = line.split_whitespace();
    let (at, level, target) = (words.next()?, words.next()?, words.next()?.strip_suffix(':')?);
    let mut message = Vec::new();
    let mut fields = Vec::new();
    for word in words {
        match word.split_once('=') {
            Some((name, value)) if !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'_') => {
                let value = value.trim_matches('"');
                let number = value.parse::<i64>().map(Value::from);
                fields.push((name.to_owned(), number.unwrap_or_else(|_| value.into())));
            }
            // What follows a field belongs to its value.
            _ if fields.is_empty() => message.push(word),
            _ => {}
        }
    }
    let entry = Entry { at: at.into(), level: level.into(), target: target.into(), message: message.join(" "), fields };
    entry.is_sound().then_some(entry)
}

impl Entry {
    fn is_sound(&self) -> bool {
        let is_path =
            |text: &str| text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b":_".contains(&b));
        chrono::DateTime::parse_from_rfc3339(&self.at).is_ok()
            && ["ERROR", "WARN", "INFO", "DEBUG", "TRACE"].contains(&self.level.as_str())
            && is_path(&self.target)
    }
}

fn is_safe(target: &str, name: &str, value: &Value) -> bool {
    match value {
        // Of a request it is a route as it is written; elsewhere a file, whose folders may bear people's names.
        Value::String(_) if name == "path" && target != "korob::http" => false,
        Value::Bool(_) => true,
        Value::Number(_) => COUNTS.contains(&name) || SAFE_FIELDS.contains(&name),
        Value::String(text) if SAFE_FIELDS.contains(&name) => {
            let is_plain = |b: u8| b.is_ascii_alphanumeric() || b"/{}_.:-".contains(&b);
            text.len() <= 100 && text.bytes().all(is_plain)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_the_box_itself_says_is_kept() {
        let text = "2026-11-27T08:00:00.000000Z  WARN korob::http: a request failed for=\"Анна\" method=GET \
                    path=/leads/{id} status=500 duration_us=1200 error=no such Анна Соколова here";
        let json = r#"{"timestamp":"2026-11-27T08:00:00Z","level":"ERROR","fields":{"message":"panic: Анна","place":"src/a.rs:3:4","error":"Анна"},"target":"korob::app::log"}"#;
        for line in [text, json] {
            let kept = scrub(line).unwrap().to_string();
            assert!(!kept.contains("Анна") && !kept.contains("Соколова"), "{kept}");
        }
        let kept = scrub(text).unwrap();
        assert_eq!((&kept["message"], &kept["fields"]["path"]), (&json!("a request failed"), &json!("/leads/{id}")));
        assert_eq!(kept["fields"]["status"], 500);
        let kept = scrub(json).unwrap();
        assert_eq!((&kept["message"], &kept["fields"]["place"]), (&json!("panic"), &json!("src/a.rs:3:4")));
    }

    #[test]
    fn folders_are_left_out() {
        let line = "2026-11-27T08:00:00Z  INFO korob::office::backup: a backup was made and restores path=/home/ivan.petrov/firm";
        let kept = scrub(line).unwrap();
        assert_eq!((&kept["message"], &kept["fields"]), (&json!("a backup was made and restores"), &json!({})));
    }

    #[test]
    fn what_others_say_is_left_out() {
        for line in ["", "Анна Соколова", "thread main panicked at Анна", "2026-11-27T08:00:00Z INFO Анна: x"]
        {
            assert_eq!(scrub(line), None, "{line}");
        }
        let foreign = scrub("2026-11-27T08:00:00Z ERROR hyper::proto: cannot read Anna status=3").unwrap();
        assert_eq!((&foreign["message"], &foreign["fields"]["status"]), (&Value::Null, &json!(3)));
        let cause = scrub("2026-11-27T08:00:00Z ERROR korob::platform::web::errors: no such Anna incident=12").unwrap();
        assert_eq!(cause["message"], Value::Null);
    }
}
