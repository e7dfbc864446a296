//! `crosswalk completions`: every shell is told every command.

use std::process::Command;

use crate::support::{Run, Site};

#[test]
fn every_shell_knows_every_command() {
    let site = Site::empty();
    let help = site.run(&["--help"]).stdout;
    let listed = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let commands: Vec<&str> = listed.map_while(|line| line.split_whitespace().next()).collect();
    assert!(commands.contains(&"init") && commands.contains(&"completions"), "{help}");
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let run = site.run(&["completions", shell]);
        assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{shell}");
        for command in &commands {
            assert!(run.stdout.contains(command), "{shell} lacks {command}");
        }
    }
    assert_eq!(site.run(&["completions", "tcsh"]).code, 2);
}

#[test]
fn the_script_is_one_that_bash_reads() {
    let site = Site::empty();
    site.write("crosswalk.bash", site.run(&["completions", "bash"]).stdout);
    let script = ". ./crosswalk.bash && COMP_WORDS=(crosswalk ini) COMP_CWORD=1 && _crosswalk crosswalk ini crosswalk && echo \"${COMPREPLY[@]}\"";
    let mut bash = Command::new("bash");
    let run = Run::of(bash.current_dir(site.root()).args(["--norc", "-c", script]));
    assert_eq!(run.stdout.trim(), "init", "{}", run.stderr);
}
