//! The payloads of `fixtures/payloads.json`, each in the file that carries it.

use serde_json::Value;

/// One attack and the place in a post that carries it.
pub struct Payload {
    pub number: usize,
    pub class: String,
    pub title: String,
    /// What is put in the carrier's place, or the base64 of a whole file.
    pub payload: String,
    /// The carrier's file name and text.
    pub name: String,
    pub text: Option<String>,
    /// Whether the file is no text and so never opened.
    pub refused: bool,
}

impl Payload {
    pub fn all() -> Vec<Payload> {
        let json: Value = serde_json::from_str(include_str!("../fixtures/payloads.json")).expect("payloads.json");
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let payloads = json["payloads"].as_array().expect("a list of payloads");
        payloads
            .iter()
            .zip(1..)
            .map(|(payload, number)| {
                let carrier = &json["carriers"][payload["carrier"].as_str().expect("a carrier")];
                Payload {
                    number,
                    class: text(&payload["class"]).expect("a class"),
                    title: text(&payload["title"]).expect("a title"),
                    payload: text(&payload["payload"]).expect("a payload"),
                    name: text(&payload["name"]).or_else(|| text(&carrier["name"])).expect("a known carrier"),
                    text: text(&carrier["text"]),
                    refused: payload["refused"] == true,
                }
            })
            .collect()
    }

    /// The file: its name and its bytes. Payloads are numbered, so that a call or a request tells whose it is.
    pub fn file(&self) -> (String, Vec<u8>) {
        let n = self.number;
        let Some(text) = &self.text else {
            return (format!("{n} {}", self.name), base64(&self.payload));
        };
        let raw = self.numbered(&self.payload);
        (self.filled(&self.name, &raw), self.numbered(&self.filled(text, &raw)).into_bytes())
    }

    pub fn numbered(&self, text: &str) -> String {
        let n = self.number;
        text.replace("pwned()", &format!("pwned({n})")).replace("//evil.example", &format!("//n{n}.evil.example"))
    }

    /// A template with its places filled, from left to right: what is filled in is not looked at again.
    fn filled(&self, template: &str, raw: &str) -> String {
        let escape =
            |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
        let mut out = String::new();
        let mut rest = template;
        while let Some((before, place, after)) = rest
            .split_once('{')
            .and_then(|(before, after)| after.split_once('}').map(|(place, after)| (before, place, after)))
        {
            out.push_str(before);
            match place {
                "n" => out.push_str(&self.number.to_string()),
                "raw" => out.push_str(raw),
                "quoted" => out.push_str(&Value::from(raw).to_string()),
                "escaped" => out.push_str(&escape(raw)),
                "escaped-twice" => out.push_str(&escape(&escape(raw))),
                "escaped-thrice" => out.push_str(&escape(&escape(&escape(raw)))),
                other => panic!("no carrier has a place {other}"),
            }
            rest = after;
        }
        out + rest
    }

    pub fn shown(&self) -> String {
        format!("{} {}: {}", self.number, self.class, self.title)
    }
}

fn base64(text: &str) -> Vec<u8> {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut bits = 0u32;
    let mut count = 0;
    let mut out = Vec::new();
    for letter in text.bytes().filter(|&b| b != b'=') {
        let value = LETTERS.iter().position(|&l| l == letter).expect("base64") as u32;
        bits = bits << 6 | value;
        count += 6;
        if count >= 8 {
            count -= 8;
            out.push((bits >> count) as u8);
        }
    }
    out
}
