//! The inputs of `fixtures/stress.json`, as files of any size. `browser/support/stress.js` makes the same files of them.

#![allow(dead_code, reason = "tests and the example use different parts")]

use serde_json::Value;

/// An input that costs a naive chain seconds, minutes or gigabytes.
pub struct Input {
    /// What it is, in words.
    pub name: String,
    /// How many turns it usually has.
    pub times: usize,
    /// How many turns the smaller of two has whose work is compared.
    pub growth: usize,
    /// The size in bytes up to which it is worth growing.
    pub full: usize,
    before: Value,
    parts: Value,
    after: Value,
}

/// Every input.
pub fn inputs() -> Vec<Input> {
    let json: Value = serde_json::from_str(include_str!("../fixtures/stress.json")).expect("stress.json");
    let number = |value: &Value| value.as_u64().map(|n| n as usize);
    let inputs = json["inputs"].as_array().expect("a list of inputs");
    inputs
        .iter()
        .map(|input| {
            let carrier = &json["carriers"][input["carrier"].as_str().expect("a carrier")];
            Input {
                name: input["name"].as_str().expect("a name").to_owned(),
                times: number(&input["times"]).expect("a number of turns"),
                growth: number(&input["growth"]).unwrap_or(300),
                full: number(&input["full"]).unwrap_or(4 * 1024 * 1024),
                before: carrier[0].clone(),
                parts: input["parts"].clone(),
                after: carrier[1].clone(),
            }
        })
        .collect()
}

impl Input {
    /// The file with so many turns.
    pub fn with(&self, times: usize) -> Vec<u8> {
        let mut bytes = Vec::new();
        for part in [&self.before, &self.parts, &self.after] {
            write(part, times, 0, &mut bytes);
        }
        bytes
    }

    /// The file with as many turns as fit into its full size, and never fewer than usually.
    pub fn filled(&self) -> Vec<u8> {
        let (none, some) = (self.with(0).len(), self.with(self.times).len());
        let each = (some - none).div_ceil(self.times).max(1);
        let mut times = (self.full.saturating_sub(none) / each).max(self.times);
        loop {
            let bytes = self.with(times);
            if bytes.len() <= self.full || times <= self.times {
                return bytes;
            }
            // The numbers of later turns are longer.
            times = (times - times.div_ceil(20)).max(self.times);
        }
    }
}

/// Writes a part: a text, bytes, a list of parts, or one that stands there many times.
fn write(part: &Value, times: usize, turn: usize, to: &mut Vec<u8>) {
    match part {
        Value::String(text) => write_text(text, turn, to),
        Value::Array(parts) => parts.iter().for_each(|part| write(part, times, turn, to)),
        _ => {
            if let Some(hex) = part["hex"].as_str() {
                let digits = |at: usize| u8::from_str_radix(&hex[at..at + 2], 16).expect("bytes in hex");
                to.extend((0..hex.len()).step_by(2).map(digits));
                return;
            }
            let own = part["times"].as_u64().map_or(times, |times| times as usize);
            for turn in 0..own {
                write(&part["each"], times, turn, to);
            }
        }
    }
}

/// Writes a text with its places filled.
fn write_text(text: &str, turn: usize, to: &mut Vec<u8>) {
    let mut rest = text;
    while let Some(at) = rest.find('{') {
        to.extend(rest.as_bytes()[..at].iter());
        rest = &rest[at..];
        let (place, by) = ["{i}", "{next}", "{indent}", "{level}", "{ticks}"]
            .into_iter()
            .find(|place| rest.starts_with(place))
            .map_or(("{", "{".to_owned()), |place| (place, filled(place, turn)));
        to.extend(by.as_bytes());
        rest = &rest[place.len()..];
    }
    to.extend(rest.as_bytes());
}

/// What stands in a place at this turn.
fn filled(place: &str, turn: usize) -> String {
    match place {
        "{i}" => turn.to_string(),
        "{next}" => (turn + 1).to_string(),
        "{indent}" => " ".repeat(turn * 2 % 3000),
        "{level}" => " ".repeat(turn),
        _ => "`".repeat(turn),
    }
}
