//! The site's settings, understood.

use std::sync::Arc;
use std::time::Duration;

use jiff::tz::TimeZone;

use super::{Article, Feeds, Outputs, PictureHost, Seo, Shown, Taxonomy, Text, Units};
use crate::base::{Conversion, Lang, Level, Located, Span};

/// A language that the site speaks.
#[derive(Clone, Debug)]
pub struct Language {
    /// Its tag.
    pub tag: Lang,
    /// What it calls itself.
    pub name: Arc<str>,
    /// How it is made from another, where nothing was written in it.
    pub derive: Option<Derive>,
}

/// How a language is made from another.
#[derive(Clone, Debug)]
pub struct Derive {
    /// From this one.
    pub from: Lang,
    /// In this way.
    pub by: Arc<Conversion>,
}

/// Who runs the site.
#[derive(Clone, Debug, Default)]
pub struct Organisation {
    /// Its name.
    pub name: Option<Text>,
    /// Telephone, mail, hours …, in order, as label and words.
    pub contacts: Vec<(Arc<str>, Text)>,
    /// Those of them that are pictures of the site: a QR code.
    pub pictures: Vec<Located<String>>,
    /// Its logo, as the settings name it.
    pub logo: Option<Located<String>>,
    /// The ICP licence number.
    pub icp: Option<Arc<str>>,
    /// The public-security record number.
    pub public_security: Option<Arc<str>>,
}

/// An entry of the menu.
#[derive(Clone, Debug)]
pub struct MenuItem {
    /// Its words.
    pub name: Text,
    /// Where it leads.
    pub url: Arc<str>,
    /// Where that was written, in the settings.
    pub at: crate::base::Range,
}

/// How the output is swapped.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum PublishMode {
    /// Two names are exchanged in one step.
    #[default]
    Exchange,
    /// File by file, with a log that the next run completes.
    Journal,
}

/// Where settings stand that can turn out wrong later.
#[derive(Clone, Debug, Default)]
pub struct Written {
    /// `theme`.
    pub theme: Option<Span>,
    /// `output_dir`; `None` where the command line says otherwise.
    pub output_dir: Option<Span>,
}

/// The site as a whole.
#[derive(Clone, Debug)]
pub struct Site {
    /// Its title.
    pub title: Text,
    /// What it is.
    pub description: Option<Text>,
    /// Scheme and host, without a path: `https://example.com`.
    pub origin: Arc<str>,
    /// The path below which it is served: `/` or `/sub/`.
    pub base_path: Arc<str>,
    /// The languages; the first is the default.
    pub languages: Vec<Language>,
    /// The zone of dates without one.
    pub timezone: TimeZone,
    /// Where some of this was written.
    pub written: Written,
    /// The theme's name; the embedded one if none.
    pub theme: Option<Arc<str>>,
    /// The output folder, as written.
    pub output_dir: Arc<str>,
    /// Who runs it.
    pub organisation: Organisation,
    /// The menu.
    pub menu: Vec<MenuItem>,
    /// How many articles a list page holds.
    pub paginate: usize,
    /// Names of audiences, by id.
    pub audiences: Vec<(Arc<str>, Text)>,
    /// Units that every product may use.
    pub units: Units,
    /// How the output is swapped.
    pub publish: PublishMode,
    /// Whether files reach the disk before the swap.
    pub sync: bool,
    /// How long to wait for another build of the same output, if the settings say so.
    pub wait: Option<Duration>,
    /// What the site makes of kinds of warnings, and where it says so.
    pub checks: Vec<(Arc<str>, Level, Span)>,
    /// Whether authors may write HTML.
    pub raw_html: bool,
    /// The hosts whose pictures pages may show.
    pub picture_hosts: Vec<PictureHost>,
    /// How many items the loops of one page's templates may go through.
    pub loops: usize,
    /// How many cells (rows times editions) a table on one page holds; longer ones are cut by group.
    pub cells: usize,
    /// How long the templates of one page may take.
    pub page_time: Duration,
    /// What articles are listed by.
    pub taxonomies: Vec<Taxonomy>,
    /// Which feeds there are.
    pub feeds: Feeds,
    /// Which counts are shown.
    pub counters: Shown,
    /// Which kinds of files are left out.
    pub outputs: Outputs,
    /// What search engines are told.
    pub seo: Seo,
    /// From how many years on an article says how old it is; `None` for never.
    pub old_after: Option<i16>,
}

impl Site {
    /// Who runs it: the organisation, else what the site is called.
    pub fn operator(&self) -> &Text {
        self.organisation.name.as_ref().unwrap_or(&self.title)
    }

    /// How an article's text is converted, if it was made from another language's.
    pub fn conversion(&self, article: &Article) -> Option<&Conversion> {
        let language = self.language(&article.lang).filter(|_| article.derived)?;
        language.derive.as_ref().map(|derive| &*derive.by)
    }

    /// A language by its tag.
    pub fn language(&self, tag: &Lang) -> Option<&Language> {
        self.languages.iter().find(|language| language.tag == *tag)
    }

    /// The default language.
    pub fn default_language(&self) -> &Lang {
        &self.languages[0].tag
    }
}
