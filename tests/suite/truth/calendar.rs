//! Calendars, read by a parser that did not write them.

use std::collections::BTreeSet;
use std::io::BufReader;

use ical::IcalParser;
use ical::parser::ical::component::IcalCalendar;

use crate::support::Site;

const PRODUCT: &str = "product: mail\nname: 邮箱，又叫“很长的名字；带有各种标点,以及反斜杠\\的一个产品”\nverified: 2026-01-01\neditions:\n  - {id: old, name: 旧版, status: closing, closes: 2026-12-31}\n  - {id: new, name: 新版}\n  - {id: next, name: 下一版, inherits: new}\ngroups:\n  - id: g\n    name: 组\n    features:\n      - {id: a, name: 甲, type: support, verified: 2026-01-05, cells: {old: 无, new: {is: 计划, review: 2026-06-01}}}\n";

fn site() -> Site {
    let site = Site::base();
    site.write("content/products/mail/product.yaml", PRODUCT);
    site.remove("content/news/hello.md");
    site.remove("content/products/mail/upgrades/old-to-new.md");
    site
}

fn calendar(bytes: &[u8]) -> IcalCalendar {
    let mut all = IcalParser::new(BufReader::new(bytes));
    let calendar = all.next().expect("a calendar").expect("a calendar that can be read");
    assert!(all.next().is_none());
    calendar
}

fn property(event: &ical::parser::ical::component::IcalEvent, name: &str) -> String {
    let found = event.properties.iter().find(|property| property.name == name);
    found.and_then(|property| property.value.clone()).unwrap_or_default()
}

#[test]
fn closings_and_reviews_stand_in_calendars_that_others_read() {
    let site = site();
    let output = site.publish();
    let bytes = &output["products/mail/calendar.ics"];
    let text = std::str::from_utf8(bytes).expect("UTF-8, also where lines are folded");
    assert!(text.ends_with("END:VCALENDAR\r\n"));
    assert!(text.split("\r\n").all(|line| line.len() <= 75 && !line.contains('\n')));
    let calendar = calendar(bytes);
    let events = &calendar.events;
    let days: Vec<String> = events.iter().map(|e| property(e, "DTSTART")).collect();
    // An edition that inherits the plan has it, too.
    assert_eq!(days, ["20260601", "20260601", "20261231"]);
    let uids: BTreeSet<String> = events.iter().map(|e| property(e, "UID")).collect();
    assert_eq!(uids.len(), 3);
    assert!(uids.contains("closes/mail/old@www.example.com"), "{uids:?}");
    assert_eq!(property(&events[0], "DTSTAMP"), "20260105T000000Z");
    assert_eq!(property(&events[2], "DTSTAMP"), "20260101T000000Z");
    assert!(property(&events[2], "SUMMARY").contains("「旧版」关闭"));
    assert!(output["calendar.ics"].len() > 200);
    let page = std::str::from_utf8(&output["products/mail/index.html"]).expect("UTF-8");
    assert!(page.contains("href=\"/products/mail/calendar.ics\""));
}

#[test]
fn sites_can_do_without_and_products_without_days_do() {
    let site = site();
    let settings = site.read("crosswalk.yaml");
    site.write("crosswalk.yaml", format!("{settings}outputs: {{calendar: false}}\n"));
    let output = site.publish();
    assert!(!output.keys().any(|path| path.ends_with(".ics")));
    assert!(
        !std::str::from_utf8(&output["products/mail/index.html"]).expect("UTF-8").contains(".ics")
    );
    assert!(!Site::base().publish().keys().any(|path| path.ends_with(".ics")));
}
