//! The problems of showing the site while it is written.

use crate::base::problems;

problems! {
    /// Two programs cannot listen at one port.
    "port-busy" Error fn port_busy(port, free) why "两个程序不能用同一个端口。";
    zh "端口 {port} 正被别的程序占用", "{free} 空着：crosswalk serve -p {free}";
    en "port {port} is in use by another program", "{free} is free: crosswalk serve -p {free}";

    /// The system decides who may listen where.
    "port-refused" Error fn port_refused(address, reason) why "谁能用哪个端口，由系统决定。";
    zh "不能在 {address} 上预览：{reason}", "换一个端口（-p 1111）或地址（--host 127.0.0.1）";
    en "the site cannot be shown at {address}: {reason}", "take another port (-p 1111) or address (--host 127.0.0.1)";

    /// Drafts are nobody else's business.
    "open-to-network" Warning fn open_to_network(host) why "草稿不该让别人看到。";
    zh "预览开在 {host} 上：同一网络里的任何人都能看到这个网站，包括草稿", "只给自己看时不要写 --host";
    en "the site is shown at {host}: anybody in the network can see it, drafts included", "leave --host out to keep it to yourself";

    /// Systems limit how many folders can be watched.
    "changes-not-watched" Warning fn not_watched(reason) why "系统能盯住的文件夹数量有限。";
    zh "系统没法通知文件的改动（{reason}），改为每秒看一次", "Linux 上可以调高 fs.inotify.max_user_watches";
    en "the system cannot tell of changes to files ({reason}); they are looked for every second", "on Linux, raise fs.inotify.max_user_watches";
}
