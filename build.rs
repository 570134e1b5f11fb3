//! Links the program for a fixed address where that is the linker's to say: a process that answers in a millisecond spends
//! as long on moving itself to another one.

use std::env;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let target = |what: &str| env::var(format!("CARGO_CFG_TARGET_{what}")).unwrap_or_default();
    if target("OS") == "linux" && target("ENV") == "gnu" {
        println!("cargo::rustc-link-arg-bins=-no-pie");
        // With `-C target-feature=+crt-static` nothing is left to be loaded either.
        if target("FEATURE").split(',').any(|feature| feature == "crt-static") {
            println!("cargo::rustc-link-arg-bins=-static");
        }
    }
}
