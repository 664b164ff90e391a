//! A folder of this machine: of one of its disks, or of a share that is mounted here.

use super::Store;
use crate::office::backup::room::{self, Disk};
use crate::platform::folder::{Steady, open_private, sync_folder};
use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::PathBuf;

pub(in crate::office::backup) struct Folder(pub PathBuf);

impl Store for Folder {
    fn path_of(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    fn names(&self) -> io::Result<Vec<String>> {
        let mut names = Vec::new();
        for entry in fs::read_dir(&self.0)? {
            // What is not text is no name of ours.
            names.extend(entry?.file_name().into_string().ok());
        }
        Ok(names)
    }

    fn size_bytes(&self, name: &str) -> io::Result<Option<u64>> {
        match fs::metadata(self.path_of(name)) {
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            found => Ok(Some(found?.len())),
        }
    }

    fn disk(&self) -> io::Result<Option<Disk>> {
        room::disk_of(&self.0).map(Some)
    }

    fn write(&self, name: &str, from: &mut dyn Read) -> io::Result<()> {
        let file = open_private(&self.path_of(name))?;
        file.set_len(0)?;
        io::copy(from, &mut Steady::new(&file))?;
        file.sync_all()?;
        sync_folder(&self.0)
    }

    fn read<'a>(&'a self, name: &str) -> io::Result<Box<dyn Read + 'a>> {
        Ok(Box::new(File::open(self.path_of(name))?))
    }

    fn rename(&self, from: &str, to: &str) -> io::Result<()> {
        fs::rename(self.path_of(from), self.path_of(to))?;
        sync_folder(&self.0)
    }

    fn remove(&self, name: &str) -> io::Result<()> {
        fs::remove_file(self.path_of(name))
    }
}
