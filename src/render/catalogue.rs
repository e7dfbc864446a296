//! The problems of themes and templates.

use crate::base::problems;

problems! {
    /// A theme that the settings name and that is not there.
    "missing-theme" Error fn missing_theme(name);
    zh "找不到主题 {name}", "把它放在 themes/{name}/，或删掉 crosswalk.yaml 里的 theme:";
    en "there is no theme {name}", "put it into themes/{name}/, or remove theme: from crosswalk.yaml";

    /// A template that cannot be read or rendered.
    "template-error" Error fn template_error(template, reason);
    zh "模板 {template} 有误：{reason}", "改正模板；只用自带主题时，请删掉 themes/ 里的同名文件";
    en "template {template}: {reason}", "mend the template; to use the built-in one, delete the file of that name under themes/";

    /// A language file that cannot be read.
    "bad-theme-file" Error fn bad_theme_file(reason);
    zh "主题文件读不了：{reason}", "对照自带主题里的同名文件改正";
    en "the theme's file cannot be read: {reason}", "compare it with the built-in theme's file of that name";
}
