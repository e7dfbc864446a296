//! What can be typed to change one value or one date, and to ask what shows it.

use clap::Args;

/// `crosswalk set`.
#[derive(Args, Debug)]
pub struct SetCell {
    /// The cell: exmail/account-cap/fusion, exmail/wecom.jump/fusion, …/fusion?when=vip / 哪一格
    pub cell: String,
    /// Its value, as it would stand in the file: 300, 有, 不限, [a, b] / 新的值
    #[arg(allow_hyphen_values = true)]
    pub value: String,
    /// A source by its id, in place of those that stand there / 依据的代号
    #[arg(long = "src", value_name = "ID")]
    pub sources: Vec<String>,
    /// The words beside the value / 值旁边的说明
    #[arg(long = "md", value_name = "TEXT", allow_hyphen_values = true)]
    pub words: Option<String>,
    /// When something planned is looked at again / 计划的复核日期
    #[arg(long, value_name = "DATE")]
    pub review: Option<String>,
    /// Show what would change, and write nothing / 只显示改动，不写
    #[arg(long)]
    pub dry_run: bool,
}

/// `crosswalk verify`.
#[derive(Args, Debug)]
pub struct VerifyDates {
    /// What was looked at: exmail, exmail/account-cap, exmail/account-cap/fusion / 核对过什么
    pub name: String,
    /// The day; today unless given / 哪一天核对的，不写就是今天
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
    /// Show what would change, and write nothing / 只显示改动，不写
    #[arg(long)]
    pub dry_run: bool,
    /// Pretend that it is this moment (2026-01-31, or RFC 3339) / 假定现在是这个时刻
    #[arg(long, value_name = "TIME")]
    pub now: Option<String>,
}

/// `crosswalk impact`.
#[derive(Args, Debug)]
pub struct Impact {
    /// exmail/account-cap, …/fusion, edition:exmail/fusion, condition:exmail/vip, src:exmail/help-508 / 哪一项
    pub name: String,
    /// What is to be seen.
    #[command(flatten)]
    pub seen: super::args::Seen,
}
