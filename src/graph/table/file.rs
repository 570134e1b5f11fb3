//! The bytes of a table's file: the description of the columns, and where their buffers lie.
//!
//! The layout is Arrow's: "Arrow Columnar Format", section "IPC File Format". The schema stands first, then one record
//! batch, then the footer, which tells where it is. Every buffer begins at a multiple of 64 bytes, so that it can be
//! read where it lies.

use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

use arrow_buffer::{Buffer, ScalarBuffer};
use arrow_ipc::convert::{IpcSchemaEncoder, try_fb_to_schema};
use arrow_ipc::{
    Block, FieldNode, FooterBuilder, MessageBuilder, MessageHeader, MetadataVersion, RecordBatchBuilder,
};
use arrow_schema::{Field, Schema};
use flatbuffers::FlatBufferBuilder;

use super::{Column, Damage, Place, Spool, Table};

const MAGIC: &[u8; 6] = b"ARROW1";
/// What every message and every buffer is aligned to.
const ALIGNMENT: usize = 64;
/// What stands before a message: the mark of a message, and the length of what follows.
const PREFIX: usize = 8;

/// What a file says of itself.
pub(super) struct Description {
    fields: Vec<Field>,
    pub(super) rows: usize,
    nodes: Vec<FieldNode>,
    buffers: Vec<arrow_ipc::Buffer>,
    body: std::ops::Range<usize>,
}

const CUT: &str = "it is cut short or was changed after it was saved";

impl Description {
    /// Reads the footer and the head of the record batch.
    pub(super) fn of(bytes: &[u8]) -> Result<Self, &'static str> {
        let rest = bytes.strip_suffix(MAGIC).filter(|_| bytes.starts_with(MAGIC)).ok_or(CUT)?;
        let (rest, len) = rest.split_last_chunk().ok_or(CUT)?;
        let len = usize::try_from(i32::from_le_bytes(*len)).map_err(|_| CUT)?;
        let start = rest.len().checked_sub(len).ok_or(CUT)?;
        let footer = arrow_ipc::root_as_footer(&rest[start..]).map_err(|_| CUT)?;
        let schema = try_fb_to_schema(footer.schema().ok_or(CUT)?).map_err(|_| CUT)?;
        let fields = schema.fields.iter().map(|field| field.as_ref().clone()).collect();
        let blocks = footer.recordBatches().ok_or(CUT)?;
        if blocks.len() != 1 {
            return Err("it has not one record batch, as the files of a graph do");
        }
        Self::batch(fields, blocks.get(0), rest).ok_or(CUT)
    }

    fn batch(fields: Vec<Field>, block: &Block, bytes: &[u8]) -> Option<Self> {
        let start = usize::try_from(block.offset()).ok()?;
        let body = start.checked_add(usize::try_from(block.metaDataLength()).ok()?)?;
        let end = body.checked_add(usize::try_from(block.bodyLength()).ok()?)?;
        let message = arrow_ipc::root_as_message(bytes.get(start.checked_add(PREFIX)?..body)?).ok()?;
        let batch = message.header_as_record_batch().filter(|batch| batch.compression().is_none())?;
        bytes.get(body..end)?;
        Some(Self {
            fields,
            rows: usize::try_from(batch.length()).ok()?,
            nodes: batch.nodes()?.iter().copied().collect(),
            buffers: batch.buffers()?.iter().copied().collect(),
            body: body..end,
        })
    }

    /// What reads the columns out of the file.
    pub(super) fn reader<'a>(&'a self, bytes: &Buffer, file: &Path) -> Reader<'a> {
        let body = bytes.slice_with_length(self.body.start, self.body.len());
        let (nodes, buffers) = (self.nodes.iter(), self.buffers.iter());
        Reader { description: self, body, nodes, buffers, file: file.into() }
    }
}

/// Reads the columns of a file one after the other.
pub(in crate::graph) struct Reader<'a> {
    description: &'a Description,
    body: Buffer,
    nodes: std::slice::Iter<'a, FieldNode>,
    buffers: std::slice::Iter<'a, arrow_ipc::Buffer>,
    file: Arc<Path>,
}

impl Reader<'_> {
    pub(super) fn fields(&self) -> &[Field] {
        &self.description.fields
    }

    pub(in crate::graph) fn rows(&self) -> usize {
        self.description.rows
    }

    pub(in crate::graph) fn column<C: Column>(&mut self, name: &'static str) -> Result<C, Damage> {
        let place = Place { file: self.file.clone(), column: name };
        if self.nodes.as_slice().first().map(FieldNode::length) != Some(self.rows() as i64) {
            return Err(place.damage("has not as many rows as the table"));
        }
        C::read(self, &place)
    }

    /// The length of the next column, or of the next one within a column.
    pub(super) fn node(&mut self, place: &Place) -> Result<usize, Damage> {
        let node = self.nodes.next().and_then(|node| usize::try_from(node.length()).ok());
        node.ok_or_else(|| place.damage("is missing"))
    }

    /// The next buffer.
    pub(super) fn buffer(&mut self, place: &Place) -> Result<Buffer, Damage> {
        let range = self.buffers.next().and_then(|buffer| {
            let start = usize::try_from(buffer.offset()).ok()?;
            let len = usize::try_from(buffer.length()).ok()?;
            (start.checked_add(len)? <= self.body.len()).then_some((start, len))
        });
        let (start, len) = range.ok_or_else(|| place.damage("lies outside of the file"))?;
        Ok(self.body.slice_with_length(start, len))
    }

    /// The next buffer as `count` numbers.
    pub(super) fn numbers<T: Copy + arrow_buffer::ArrowNativeType>(
        &mut self,
        count: usize,
        place: &Place,
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

    /// Writes the file.
    pub(in crate::graph) fn write(self, out: &mut impl Write) -> io::Result<()> {
        let schema = Schema::new(self.fields);
        let (places, body) = places(&self.buffers);
        let head = message(&schema_message(&schema));
        let batch = message(&batch_message(self.rows, &self.nodes, &places, body));
        let block = Block::new((ALIGNMENT + head.len()) as i64, batch.len() as i32, body as i64);
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
        out.write_all(MAGIC)
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
