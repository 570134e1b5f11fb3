//! A cost is what a process took, as the system counts it: processor time, time, memory.
//!
//! The system tells of all children together. So each command runs as the child of a process of its own: of this program
//! again, which tells what its children took.

use std::ffi::OsStr;
use std::io;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use nix::sys::resource::{UsageWho, getrusage};
use nix::sys::time::TimeValLike;

/// The argument that makes this program run a command so many times.
pub(crate) const RUN: &str = "run";

/// What a process took, the mean of some.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cost {
    pub(crate) cpu: Duration,
    pub(crate) wall: Duration,
    /// Bytes of memory that it held at most.
    pub(crate) peak: u64,
}

impl Cost {
    /// What a command takes, when it is run so many times in a folder.
    pub(crate) fn of(
        times: u32,
        folder: &Path,
        program: impl AsRef<OsStr>,
        args: &[&str],
    ) -> io::Result<Self> {
        let mut command = Command::new(std::env::current_exe()?);
        command.args([RUN, &times.to_string()]).arg(program).args(args).current_dir(folder);
        let told = command.stderr(Stdio::inherit()).output()?;
        Self::read(&String::from_utf8_lossy(&told.stdout))
            .filter(|_| told.status.success())
            .ok_or_else(|| io::Error::other(format!("{args:?} failed")))
    }

    fn read(told: &str) -> Option<Self> {
        let mut numbers = told.split_whitespace().map(str::parse);
        let [cpu, wall, peak] = [numbers.next()?.ok()?, numbers.next()?.ok()?, numbers.next()?.ok()?];
        Some(Self { cpu: Duration::from_nanos(cpu), wall: Duration::from_nanos(wall), peak })
    }

    /// Runs the command in `args`, after the number of times, and tells what that took: nanoseconds and bytes.
    pub(crate) fn tell(args: &[String]) -> io::Result<String> {
        let [times, program, args @ ..] = args else { return Err(io::ErrorKind::InvalidInput.into()) };
        let times: u32 = times.parse().map_err(io::Error::other)?;
        let started = Instant::now();
        for _ in 0..times {
            let status = Command::new(program).args(args).stdout(Stdio::null()).status()?;
            if !status.success() {
                return Err(io::Error::other(format!("{program} {args:?}: {status}")));
            }
        }
        let wall = started.elapsed() / times;
        let usage = getrusage(UsageWho::RUSAGE_CHILDREN)?;
        let cpu = (usage.user_time() + usage.system_time()).num_microseconds() * 1000 / i64::from(times);
        Ok(format!("{cpu} {} {}", wall.as_nanos(), usage.max_rss() * 1024))
    }

    /// The processor time over that of another, in milliseconds.
    pub(crate) fn above(&self, other: &Self) -> f64 {
        (self.cpu.as_secs_f64() - other.cpu.as_secs_f64()) * 1e3
    }
}
