//! What front matter holds, apart from how it is written.

/// A value of the front matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    /// Nothing: `title:`, `title: ~`, `title: null`.
    Null,
    /// A text, a number or a truth value, as it stands in the file: `1.10` stays `1.10`.
    Text(String),
    /// A list.
    List(Vec<Value>),
    /// A map, in the order of the file.
    Map(Pairs),
}

/// Keys and their values in the order of the file. A key may be there twice.
pub(super) type Pairs = Vec<(String, Value)>;

impl Value {
    /// Whether the value says nothing.
    pub(super) fn is_empty(&self) -> bool {
        match self {
            Value::Null => true,
            Value::Text(text) => text.trim().is_empty(),
            Value::List(values) => values.iter().all(Value::is_empty),
            Value::Map(pairs) => pairs.iter().all(|(_, value)| value.is_empty()),
        }
    }

    /// The value in one line for display.
    pub(super) fn to_text(&self) -> String {
        match self {
            Value::Null => String::new(),
            Value::Text(text) => text.trim().to_owned(),
            Value::List(values) => {
                let texts: Vec<String> = values.iter().map(Value::to_text).collect();
                texts.join(", ")
            }
            Value::Map(pairs) => {
                let texts: Vec<String> =
                    pairs.iter().map(|(key, value)| format!("{key}: {}", value.to_text())).collect();
                texts.join(", ")
            }
        }
    }
}
