//! What can be typed.

use std::path::PathBuf;

pub use super::editing::{Impact, SetCell, VerifyDates};
pub use super::making::{Init, New, NewKind};

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};

/// A product's feature matrix and Markdown news become a reseller's site.
#[derive(Parser, Debug)]
#[command(name = "crosswalk", version, about, propagate_version = true)]
pub struct Cli {
    /// What every command takes.
    #[command(flatten)]
    pub global: Global,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What every command takes.
#[derive(Args, Clone, Debug)]
pub struct Global {
    /// The site's folder / 网站所在的文件夹
    #[arg(short, long, global = true, default_value = ".", env = "CROSSWALK_ROOT")]
    pub root: PathBuf,
    /// How problems are printed / 问题的输出格式
    #[arg(long, global = true, default_value = "human", env = "CROSSWALK_FORMAT", value_parser = one_of(Format::PROBLEMS))]
    pub format: Format,
    /// The language of messages / 信息的语言
    #[arg(long, global = true, env = "CROSSWALK_LANG")]
    pub lang: Option<MessageLang>,
    /// Print problems only / 只输出问题
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// Say more / 输出更多
    #[arg(short, long, global = true)]
    pub verbose: bool,
    /// Colours / 颜色
    #[arg(long, global = true, default_value = "auto")]
    pub color: Color,
}

/// How problems are printed, and tables by the commands that print some.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    /// With excerpts, for people.
    Human,
    /// JSON for programs; problems as one object per line.
    Json,
    /// Markdown, for commands that print a table; problems as for people.
    Md,
    /// Comma-separated values.
    Csv,
    /// A workbook.
    Xlsx,
    /// HTML for pasting into an article on WeChat.
    Wechat,
}

impl Format {
    const PROBLEMS: &[Self] = &[Self::Human, Self::Json, Self::Md];
    const TABLES: &[Self] = &[Self::Csv, Self::Xlsx, Self::Json, Self::Md, Self::Wechat];
}

/// Reads some of the formats: what a command does not know, it does not offer.
fn one_of(formats: &'static [Format]) -> impl TypedValueParser<Value = Format> {
    let words = formats.iter().filter_map(ValueEnum::to_possible_value);
    let read = |word: String| <Format as ValueEnum>::from_str(&word, false);
    PossibleValuesParser::new(words).try_map(read)
}

/// The language of messages.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum MessageLang {
    /// Simplified Chinese.
    #[value(alias = "zh-Hans", alias = "zh-CN", alias = "zh_CN")]
    Zh,
    /// English.
    En,
}

/// When to use colours.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum Color {
    /// On a terminal.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// What to do.
#[derive(Subcommand, Debug)]
pub enum Command {
    /// Make a complete small site, as an example to change / 新建一个完整的示例网站
    Init(Init),
    /// Make a new article, page, product, feature or guide / 新建文章、页面、产品、功能或升级指南
    New(New),
    /// Build the site and publish it into the output folder / 生成网站
    Build(Build),
    /// Show the site in a browser while you write / 边写边在浏览器里预览
    #[cfg(feature = "serve")]
    Serve(Serve),
    /// Check everything and write nothing / 只检查，不写任何文件
    Check(Check),
    /// What readers will read differently: two files, folders, revisions or editions / 读者会读到哪些不同
    Diff(Diff),
    /// Write a matrix or a comparison as a table for elsewhere / 把功能表或版本对比导出为表格
    Export(Export),
    /// Change one cell of a matrix; comments and layout stay / 改功能表里的一格
    Set(SetCell),
    /// Say that something was looked at again: move its dates / 核对过了：更新核实日期
    Verify(VerifyDates),
    /// Which pages, articles and guides show a fact / 哪些页面、文章和指南用到一项内容
    Impact(Impact),
    /// Record what has changed since the last record, for the page of changes / 把上次记录以来的改动记下来
    Record(Record),
    /// Say what a message means and how to mend it / 说明一条信息的意思和改法
    Explain(Explain),
    /// Write JSON Schemas for every kind of file, for editors / 输出各类文件的 JSON Schema
    Schema(Schema),
    /// Print what a shell needs to complete commands / 输出命令行补全脚本
    Completions(Completions),
}

/// `crosswalk schema`.
#[derive(Args, Debug)]
pub struct Schema {
    /// The folder; schemas/ in the site's unless named / 文件夹，不写就是 schemas/
    pub dir: Option<PathBuf>,
}

/// `crosswalk completions`.
#[derive(Args, Debug)]
pub struct Completions {
    /// The shell / 所用的 shell
    pub shell: clap_complete::Shell,
}

/// `crosswalk explain`.
#[derive(Args, Debug)]
pub struct Explain {
    /// The code between brackets: dead-link / 方括号里的代号
    pub code: String,
}

/// What is to be seen, and when.
#[derive(Args, Clone, Debug, Default)]
pub struct Seen {
    /// Show drafts / 包括草稿
    #[arg(long)]
    pub drafts: bool,
    /// Show what is scheduled for later / 包括尚未到发布日期的
    #[arg(long)]
    pub future: bool,
    /// Show what has expired / 包括已到期的
    #[arg(long)]
    pub expired: bool,
    /// Treat warnings as errors / 警告也算错误
    #[arg(long)]
    pub strict: bool,
    /// Pretend that it is this moment (2026-01-31, or RFC 3339) / 假定现在是这个时刻
    #[arg(long, value_name = "TIME")]
    pub now: Option<String>,
}

/// `crosswalk build`.
#[derive(Args, Debug)]
pub struct Build {
    /// The output folder, in place of the settings' / 输出文件夹
    #[arg(short, long, value_name = "DIR")]
    pub output: Option<String>,
    /// The site's address, in place of the settings' / 网站地址
    #[arg(short = 'u', long, value_name = "URL")]
    pub base_url: Option<String>,
    /// What is to be seen.
    #[command(flatten)]
    pub seen: Seen,
    /// Make everything again, and look at every published file / 不用缓存
    #[arg(long)]
    pub no_cache: bool,
    /// Look at every published file / 逐个核对已发布的文件
    #[arg(long)]
    pub verify: bool,
    /// Wait until the files have reached the disk / 等文件真正写到磁盘
    #[arg(long)]
    pub sync: bool,
    /// Say why something had to be done / 说明为什么要重做
    #[arg(long)]
    pub explain: bool,
}

/// `crosswalk check`.
#[derive(Args, Debug)]
pub struct Check {
    /// Report on sources, dates, unknowns and plans instead; into a file (.html, .md, .json) if one is named / 核对报告
    #[arg(long, value_name = "FILE", num_args = 0..=1)]
    pub report: Option<Option<PathBuf>>,
    /// What is to be seen.
    #[command(flatten)]
    pub seen: Seen,
    /// Find which guide a signed consent sheet is of, by its version / 按版本号查一份签过字的告知书
    #[arg(long, value_name = "HASH")]
    pub consent: Option<String>,
}

/// `crosswalk diff`.
#[derive(Args, Debug)]
pub struct Diff {
    /// A product.yaml, a folder, a git revision, or PRODUCT@EDITION / 文件、文件夹、git 版本，或 产品@版本
    pub old: String,
    /// The same; the site as it is now unless given / 同上；不写就是网站现在的样子
    pub new: Option<String>,
    /// What is known of the customer: fusion=basic / 已知客户的套餐等：版本=条件
    #[arg(long, value_name = "EDITION=CONDITION")]
    pub given: Vec<String>,
    /// Say by which rule and from which values / 说明依据的规则和取值
    #[arg(long)]
    pub why: bool,
    /// Only this product / 只看这个产品
    #[arg(long, value_name = "ID")]
    pub product: Option<String>,
}

/// `crosswalk export`.
#[derive(Args, Debug)]
pub struct Export {
    /// The product / 产品的代号
    pub product: String,
    /// Two editions, or FROM-vs-TO: with their differences / 要对比的两个版本
    #[arg(long, value_names = ["FROM", "TO"], num_args = 1..=2)]
    pub compare: Vec<String>,
    /// What is known of the customer: fusion=basic / 已知客户的套餐等：版本=条件
    #[arg(long, value_name = "EDITION=CONDITION", requires = "compare")]
    pub given: Vec<String>,
    /// The format; what the file is called unless given, else csv / 格式，不写就看文件名，再不然就是 csv
    #[arg(long, value_parser = one_of(Format::TABLES))]
    pub format: Option<Format>,
    /// The file; standard output unless named / 写入的文件，不写就是标准输出
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// `crosswalk record`.
#[derive(Args, Debug)]
pub struct Record {
    /// Only this product / 只记这个产品
    pub product: Option<String>,
    /// The day on which it came to be so; today unless given / 改动发生的日期，不写就是今天
    #[arg(long, value_name = "DATE")]
    pub on: Option<String>,
    /// Say what would be recorded, and write nothing / 只说会记什么，不写文件
    #[arg(long)]
    pub dry_run: bool,
    /// Pretend that it is this moment (2026-01-31, or RFC 3339) / 假定现在是这个时刻
    #[arg(long, value_name = "TIME")]
    pub now: Option<String>,
}

/// `crosswalk serve`.
#[cfg(feature = "serve")]
#[derive(Args, Debug)]
pub struct Serve {
    /// The port; 0 takes any that is free / 端口，0 表示随便哪个空着的
    #[arg(short, long, default_value_t = 1111, env = "CROSSWALK_PORT")]
    pub port: u16,
    /// The address to listen at; 0.0.0.0 opens the site to the network / 监听的地址，0.0.0.0 对整个网络开放
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    pub host: String,
    /// Open the site in the browser / 打开浏览器
    #[arg(long)]
    pub open: bool,
    /// What is to be seen.
    #[command(flatten)]
    pub seen: Seen,
}
