//! Plain objects that a script passes.

use crate::library::{FacetSelection, Request, Sort};
use js_sys::{Array, Reflect};
use wasm_bindgen::prelude::*;

/// Parses a request; missing and invalid parts get their defaults.
pub fn request_of(value: &JsValue) -> Request {
    let facets = field(value, "facets");
    Request {
        text: string(value, "text"),
        facets: FacetSelection {
            source: strings(&facets, "source"),
            author: strings(&facets, "author"),
            tag: strings(&facets, "tag"),
            year: strings(&facets, "year"),
            month: strings(&facets, "month"),
            lang: strings(&facets, "lang"),
            collection: strings(&facets, "collection"),
            images: field(&facets, "pictures").is_truthy(),
            problems: field(&facets, "problems").is_truthy(),
            read: field(&facets, "read").is_truthy(),
            unread: field(&facets, "unread").is_truthy(),
            favourite: field(&facets, "favourite").is_truthy(),
            noted: field(&facets, "noted").is_truthy(),
        },
        sort: Sort::named(&string(value, "sort")),
        top: field(value, "top").as_f64().map(|top| top as u32),
    }
}

/// A property of an object; undefined if it has no such property or is no object.
pub fn field(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &JsValue::from_str(name)).unwrap_or_default()
}

/// A string property of an object; empty if it has none.
pub fn string(object: &JsValue, name: &str) -> String {
    field(object, name).as_string().unwrap_or_default()
}

/// A property that is a list of strings.
pub fn strings(object: &JsValue, name: &str) -> Vec<String> {
    let values = field(object, name);
    if !Array::is_array(&values) {
        return Vec::new();
    }
    // Years may be numbers.
    let text = |value: JsValue| value.as_string().or_else(|| value.as_f64().map(|number| number.to_string()));
    Array::from(&values).iter().filter_map(text).collect()
}
