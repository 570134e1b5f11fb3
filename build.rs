//! Links the program for a fixed address, and with fewer libraries, where that is the linker's to say: a process that
//! answers in a millisecond spends as long on moving itself to another address and on loading what it is linked with.

use std::env;
use std::path::Path;
use std::process::Command;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let target = |what: &str| env::var(format!("CARGO_CFG_TARGET_{what}")).unwrap_or_default();
    if target("OS") != "linux" || target("ENV") != "gnu" {
        return;
    }
    println!("cargo::rustc-link-arg-bins=-no-pie");
    if target("FEATURE").split(',').any(|feature| feature == "crt-static") {
        // Nothing is left to be loaded.
        println!("cargo::rustc-link-arg-bins=-static");
    } else if has("libgcc_eh.a") {
        // What unwinds the stack is found here before it is looked for in a library that is loaded (as by -static-libgcc).
        println!("cargo::rustc-link-lib=static:-bundle=gcc_eh");
    }
}

/// Whether the linker finds a library.
fn has(library: &str) -> bool {
    let linker = env::var_os("RUSTC_LINKER").unwrap_or_else(|| "cc".into());
    let found = Command::new(linker).arg(format!("-print-file-name={library}")).output();
    // One that it does not find it tells by name.
    found.is_ok_and(|found| Path::new(String::from_utf8_lossy(&found.stdout).trim()).is_absolute())
}
