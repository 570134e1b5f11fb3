//! The bytes of a table's file, and the layout that tells where the columns lie in them.
//!
//! The file is Arrow's: "Arrow Columnar Format", section "IPC File Format". The schema stands first, then one record batch,
//! then the footer, which tells where it is. Every buffer begins at a multiple of 64 bytes, so that it can be read where it
//! lies. Others read what the file says of itself; whoever has the layout need not.

use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

use arrow_buffer::{Buffer, ScalarBuffer};
use arrow_ipc::convert::IpcSchemaEncoder;
use arrow_ipc::{
    Block, FieldNode, FooterBuilder, MessageBuilder, MessageHeader, MetadataVersion, RecordBatchBuilder,
};
use arrow_schema::{Field, Schema};
use flatbuffers::FlatBufferBuilder;
use serde::{Deserialize, Serialize};

use super::{Column, ColumnPlace, Damage, Spool, Table};

const MAGIC: &[u8; 6] = b"ARROW1";
/// What every message and every buffer is aligned to.
const ALIGNMENT: usize = 64;
/// What stands before a message: the mark of a message, and the length of what follows.
const PREFIX: usize = 8;

/// Where the columns of a table lie in its file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::graph) struct Layout {
    pub(in crate::graph) rows: usize,
    /// The byte at which the first buffer begins.
    body: usize,
    /// The length of each column, and of each column within a column.
    nodes: Vec<usize>,
    /// The bytes of each buffer. One begins where the one before it ends, or at the next multiple of the alignment.
    buffers: Vec<usize>,
}

impl Layout {
    /// What reads the columns out of the file, which is whole.
    pub(super) fn reader<'a>(&'a self, bytes: Buffer, file: &Path) -> Result<Reader<'a>, Damage> {
        if !bytes.ends_with(MAGIC) {
            let reason = "it is cut short or was changed after it was saved".to_owned();
            return Err(Damage { file: file.to_owned(), reason });
        }
        let (nodes, buffers) = (self.nodes.iter(), self.buffers.iter());
        Ok(Reader { rows: self.rows, bytes, at: self.body, nodes, buffers, file: file.into() })
    }
}

/// Reads the columns of a file one after the other.
pub(in crate::graph) struct Reader<'a> {
    rows: usize,
    bytes: Buffer,
    /// Where the next buffer begins.
    at: usize,
    nodes: std::slice::Iter<'a, usize>,
    buffers: std::slice::Iter<'a, usize>,
    file: Arc<Path>,
}

impl Reader<'_> {
    pub(in crate::graph) fn rows(&self) -> usize {
        self.rows
    }

    pub(in crate::graph) fn column<C: Column>(&mut self, name: &'static str) -> Result<C, Damage> {
        let place = ColumnPlace { file: self.file.clone(), column: name };
        if self.nodes.as_slice().first() != Some(&self.rows) {
            return Err(place.damage("has not as many rows as the table"));
        }
        C::read(self, &place)
    }

    /// The length of the next column, or of the next one within a column.
    pub(super) fn node(&mut self, place: &ColumnPlace) -> Result<usize, Damage> {
        self.nodes.next().copied().ok_or_else(|| place.damage("is missing"))
    }

    /// The next buffer.
    pub(super) fn buffer(&mut self, place: &ColumnPlace) -> Result<Buffer, Damage> {
        let (start, len) = (self.at, self.buffers.next().copied());
        let end = len.and_then(|len| start.checked_add(len)).filter(|&end| end <= self.bytes.len());
        let (len, end) = len.zip(end).ok_or_else(|| place.damage("lies outside of the file"))?;
        self.at = end.next_multiple_of(ALIGNMENT);
        Ok(self.bytes.slice_with_length(start, len))
    }

    /// The next buffer as `count` numbers.
    pub(super) fn numbers<T: Copy + arrow_buffer::ArrowNativeType>(
        &mut self,
        count: usize,
        place: &ColumnPlace,
    ) -> Result<ScalarBuffer<T>, Damage> {
        let bytes = self.buffer(place)?;
        let len = count.checked_mul(size_of::<T>()).filter(|len| *len <= bytes.len());
        let aligned = (bytes.as_ptr() as usize).is_multiple_of(align_of::<T>());
        if len.is_none() || !aligned {
            return Err(place.damage("is cut short"));
        }
        Ok(ScalarBuffer::new(bytes, 0, count))
    }
}

/// The parts of a file that is to be written.
pub(in crate::graph) struct Parts {
    pub(in crate::graph) file: &'static str,
    fields: Vec<Field>,
    pub(in crate::graph) rows: usize,
    nodes: Vec<FieldNode>,
    buffers: Vec<Spool>,
}

impl Parts {
    pub(in crate::graph) fn new<T: Table>(rows: usize) -> Self {
        Self { file: T::FILE, fields: T::fields(), rows, nodes: Vec::new(), buffers: Vec::new() }
    }

    pub(super) fn node(&mut self, rows: usize, nulls: usize) {
        self.nodes.push(FieldNode::new(rows as i64, nulls as i64));
    }

    pub(super) fn buffer(&mut self, spool: Spool) {
        self.buffers.push(spool);
    }

    /// Writes the file; gives its layout.
    pub(in crate::graph) fn write(self, out: &mut impl Write) -> io::Result<Layout> {
        let schema = Schema::new(self.fields);
        let (places, body) = places(&self.buffers);
        let head = message(&schema_message(&schema));
        let batch = message(&batch_message(self.rows, &self.nodes, &places, body));
        let block = Block::new((ALIGNMENT + head.len()) as i64, batch.len() as i32, body as i64);
        let layout = Layout {
            rows: self.rows,
            body: ALIGNMENT + head.len() + batch.len(),
            nodes: self.nodes.iter().map(|node| node.length() as usize).collect(),
            buffers: self.buffers.iter().map(|spool| spool.len() as usize).collect(),
        };
        let mut magic = [0; ALIGNMENT];
        magic[..MAGIC.len()].copy_from_slice(MAGIC);
        out.write_all(&magic)?;
        out.write_all(&head)?;
        out.write_all(&batch)?;
        for spool in self.buffers {
            let gap = gap(spool.len() as usize);
            spool.drain(|bytes| out.write_all(bytes))?;
            out.write_all(&[0; ALIGNMENT][..gap])?;
        }
        out.write_all(&[0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0])?;
        let footer = footer(&schema, block);
        out.write_all(&footer)?;
        out.write_all(&(footer.len() as i32).to_le_bytes())?;
        out.write_all(MAGIC)?;
        Ok(layout)
    }
}

/// Where each buffer lies in the body, and how long that is.
fn places(buffers: &[Spool]) -> (Vec<arrow_ipc::Buffer>, usize) {
    let mut end = 0;
    let place = |spool: &Spool| {
        let place = arrow_ipc::Buffer::new(end as i64, spool.len() as i64);
        end += spool.len() as usize + gap(spool.len() as usize);
        place
    };
    let places = buffers.iter().map(place).collect();
    (places, end)
}

/// What is missing to the next multiple of the alignment.
fn gap(len: usize) -> usize {
    len.next_multiple_of(ALIGNMENT) - len
}

/// A message with its prefix, filled up to the alignment.
fn message(flatbuffer: &[u8]) -> Vec<u8> {
    let len = (PREFIX + flatbuffer.len()).next_multiple_of(ALIGNMENT);
    let mut message = vec![0xff; 4];
    message.extend(((len - PREFIX) as i32).to_le_bytes());
    message.extend(flatbuffer);
    message.resize(len, 0);
    message
}

fn schema_message(schema: &Schema) -> Vec<u8> {
    let mut builder = FlatBufferBuilder::new();
    let schema = IpcSchemaEncoder::new().schema_to_fb_offset(&mut builder, schema);
    let mut message = MessageBuilder::new(&mut builder);
    message.add_version(MetadataVersion::V5);
    message.add_header_type(MessageHeader::Schema);
    message.add_header(schema.as_union_value());
    message.add_bodyLength(0);
    let message = message.finish();
    builder.finish(message, None);
    builder.finished_data().to_vec()
}

fn batch_message(rows: usize, nodes: &[FieldNode], buffers: &[arrow_ipc::Buffer], body: usize) -> Vec<u8> {
    let mut builder = FlatBufferBuilder::new();
    let (nodes, buffers) = (builder.create_vector(nodes), builder.create_vector(buffers));
    let mut batch = RecordBatchBuilder::new(&mut builder);
    batch.add_length(rows as i64);
    batch.add_nodes(nodes);
    batch.add_buffers(buffers);
    let batch = batch.finish();
    let mut message = MessageBuilder::new(&mut builder);
    message.add_version(MetadataVersion::V5);
    message.add_header_type(MessageHeader::RecordBatch);
    message.add_header(batch.as_union_value());
    message.add_bodyLength(body as i64);
    let message = message.finish();
    builder.finish(message, None);
    builder.finished_data().to_vec()
}

fn footer(schema: &Schema, block: Block) -> Vec<u8> {
    let mut builder = FlatBufferBuilder::new();
    let schema = IpcSchemaEncoder::new().schema_to_fb_offset(&mut builder, schema);
    let (none, one) = (builder.create_vector::<Block>(&[]), builder.create_vector(&[block]));
    let mut footer = FooterBuilder::new(&mut builder);
    footer.add_version(MetadataVersion::V5);
    footer.add_schema(schema);
    footer.add_dictionaries(none);
    footer.add_recordBatches(one);
    let footer = footer.finish();
    builder.finish(footer, None);
    builder.finished_data().to_vec()
}
