//! The canonical form of RFC 8785, by the samples of the RFC.

use super::canonical;

fn canonical_text(json: &str) -> String {
    let value = serde_json::from_str(json).expect("JSON");
    String::from_utf8(canonical(&value)).expect("UTF-8")
}

/// RFC 8785, section 3.2.2 and 3.2.4.
#[test]
fn the_sample_of_the_rfc() {
    let sample = r#"{
        "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
        "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
        "literals": [null, true, false]
    }"#;
    let expected = r#"{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}"#;
    assert_eq!(canonical_text(sample), expected);
}

/// RFC 8785, section 3.2.3: keys are sorted by UTF-16 code units, not by code points.
#[test]
fn keys_are_sorted_as_the_rfc_has_them() {
    let sample = r#"{
        "\u20ac": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Hebrew Letter Dalet With Dagesh",
        "1": "One", "\ud83d\ude00": "Emoji: Grinning Face", "\u0080": "Control", "\u00f6": "Latin Small Letter O With Diaeresis"
    }"#;
    let order = [
        "Carriage Return",
        "One",
        "Control",
        "Latin Small Letter O With Diaeresis",
        "Euro Sign",
        "Emoji: Grinning Face",
        "Hebrew Letter Dalet With Dagesh",
    ];
    let text = canonical_text(sample);
    let found: Vec<usize> = order.iter().map(|name| text.find(name).expect(name)).collect();
    assert!(found.is_sorted(), "{text}");
}

/// RFC 8785, appendix B, and the escapes of section 3.2.2.2.
#[test]
fn numbers_and_escapes() {
    let sample = r#"[0, -0.0, 5e-324, -5e-324, 1.7976931348623157e308, 9007199254740992, 1e21, 1e-7, 0.000001]"#;
    let expected =
        "[0,0,5e-324,-5e-324,1.7976931348623157e+308,9007199254740992,1e+21,1e-7,0.000001]";
    assert_eq!(canonical_text(sample), expected);
    let escapes = r#""\u0000\b\t\n\f\r\u001f\u007f\u2028功能""#;
    assert_eq!(canonical_text(escapes), "\"\\u0000\\b\\t\\n\\f\\r\\u001f\u{7f}\u{2028}功能\"");
}
