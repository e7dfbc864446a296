//! What is written is read back as it was, whatever an editor may have put into it.

use proptest::prelude::*;

use super::any;
use super::{features, product};
use crate::syntax::{self, Document, ProductDoc};

/// A document without its places, which are all that writing may change.
fn placeless(value: &impl serde::Serialize) -> serde_json::Value {
    fn strip(value: &mut serde_json::Value) {
        match value {
            serde_json::Value::Object(fields) => {
                fields.retain(|name, _| name != "at" && name != "to_at" && name != "places");
                fields.values_mut().for_each(strip);
            }
            serde_json::Value::Array(items) => items.iter_mut().for_each(strip),
            _ => {}
        }
    }
    let mut value = serde_json::to_value(value).expect("documents have no maps with odd keys");
    strip(&mut value);
    value
}

fn read(text: &str) -> Option<ProductDoc> {
    match syntax::parse(&any::path(), text.as_bytes()).value.0 {
        Some(Document::Product(doc)) => Some(*doc),
        _ => None,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 256, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read_back(doc in any::product()) {
        let text = product(&doc);
        let again = read(&text);
        prop_assert!(again.is_some(), "{}", text);
        prop_assert_eq!(placeless(&again), placeless(&Some(doc)), "{}", text);
    }

    #[test]
    fn writing_twice_is_writing_once(doc in any::product()) {
        let text = product(&doc);
        prop_assert_eq!(read(&text).map(|doc| product(&doc)), Some(text));
    }
}

#[test]
fn the_real_matrix_is_read_back() {
    let text = include_str!("../../../content/products/exmail/product.yaml");
    let doc = read(text).expect("it is a product");
    let written = product(&doc);
    assert_eq!(placeless(&read(&written)), placeless(&Some(doc)));
}

/// The form that editors see: quotes and blocks only where they are needed.
#[test]
fn the_form_is_an_editors() {
    let text = "\
product: exmail
name: 腾讯企业邮箱
verified: 2021-07-13

sources:
  founding:
    title: 流程
    url: https://example.com/?a=1

editions:
  - id: \"2021\"
    name: 旧版

groups:
  - id: console
    name: 管理后台
    audience: [admin]
    features:
      - id: cap
        name: 帐号数上限
        aliases: [账号上限, \"上限, 帐号\"]
        type: limit
        cells:
          \"2021\":
            limit: 1,000
            md: |-
              注册时按客户填写的“管理员姓名”自动生成创建人邮箱，生成后可以修改一次，但不能直接更换
            cases:
              - when: vip
                limit: 不限
            note: \"注: 见 #3\"
            src: [founding]

      - id: share
        name: 共享
        type: support
        cells:
          \"2021\": 有
";
    let doc = read(text).expect("it is a product");
    assert_eq!(product(&doc), text);
    assert!(text.ends_with(&features(&doc.groups)));
}
