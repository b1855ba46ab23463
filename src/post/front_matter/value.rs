//! Values of front matter, whatever its language.

/// A value of the front matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    /// Null: `title:`, `title: ~`, `title: null`.
    Null,
    /// The source text of a string, number or boolean: `1.10` stays `1.10`.
    Text(String),
    /// A list.
    List(Vec<Value>),
    /// A map in file order.
    Map(Pairs),
}

/// Keys and values in file order. Keys may repeat.
pub(super) type Pairs = Vec<(String, Value)>;

impl Value {
    /// Whether the value is null, blank, or contains only empty values.
    pub(super) fn is_empty(&self) -> bool {
        match self {
            Value::Null => true,
            Value::Text(text) => text.trim().is_empty(),
            Value::List(values) => values.iter().all(Value::is_empty),
            Value::Map(pairs) => pairs.iter().all(|(_, value)| value.is_empty()),
        }
    }

    /// The value as text for display.
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
