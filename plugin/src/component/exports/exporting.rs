//! `exporting`: the user list to a sink.

use std::cell::RefCell;

use super::{Call, Component, convert, offered, wit};
use crate::component::ports::HostSink;
use crate::export::{Export, ExportOptions};
use crate::failure::Failure;
use crate::field::FieldId;
use crate::mapping::own_export::Stamp;
use crate::message::{Language, Problem, export as message};
use crate::sheet::write::Format;
use offered::exporting::{ExportOptions as Options, ExportRun, Guest, GuestExportRun};

/// An export and the language of its answers.
pub(in super::super) struct Run {
    export: RefCell<Export>,
    language: Language,
}

impl Guest for Component {
    type ExportRun = Run;

    fn start(to: wit::files::Sink, options: Options) -> Result<ExportRun, wit::types::Failure> {
        let call = Call::allowed(options.language.as_deref())?;
        let catalogue = call.catalogue()?;
        let language = call.language;
        let sink = Box::new(HostSink::new(to, language));
        let export = options_of(options, language)
            .map_err(Failure::settings)
            .map(|options| ExportOptions { stamp: Some(Stamp::of(&call.tenant)), ..options })
            .and_then(|options| Export::start(&catalogue, call.ports.store.clone(), sink, options))
            .map_err(|failure| call.failure(&failure))?;
        Ok(ExportRun::new(Run { export: RefCell::new(export), language }))
    }
}

impl GuestExportRun for Run {
    fn step(&self) -> Result<wit::types::Progress, wit::types::Failure> {
        let progress = self.export.borrow_mut().step().map_err(|failure| convert::failure(&failure, self.language))?;
        Ok(wit::types::Progress {
            done: progress.done,
            rows: progress.users_written,
            position: 0,
            size: progress.total.unwrap_or_default(),
        })
    }
}

fn options_of(options: Options, language: Language) -> Result<ExportOptions, Problem> {
    use offered::exporting::Format as Wanted;
    let format = match options.format {
        Wanted::Xlsx => Format::Xlsx,
        Wanted::XlsxTable => Format::XlsxTable,
        Wanted::Ods => Format::Ods,
        Wanted::Csv => Format::Csv,
        Wanted::CsvPlain => Format::CsvPlain,
        Wanted::Other(name) => Format::from_name(&name)?,
    };
    let mut characters = options.delimiter.as_deref().unwrap_or_default().chars();
    let delimiter = match (characters.next(), characters.next()) {
        (one, None) => one,
        _ => {
            let delimiter = options.delimiter.unwrap_or_default();
            return Err(Problem::new(message::UNSUITABLE_DELIMITER).with("delimiter", delimiter));
        }
    };
    let fields: Vec<_> = options.fields.into_iter().map(FieldId::new).collect();
    Ok(ExportOptions {
        fields: (!fields.is_empty()).then_some(fields),
        delimiter,
        encoding: options.encoding,
        template: options.template,
        ..ExportOptions::new(format, language)
    })
}
