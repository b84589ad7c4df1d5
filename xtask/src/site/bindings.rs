//! What wasm-bindgen writes between a module and its script, made smaller.
//!
//! Each function of the browser is called by its name and a hash, `__wbg_appendChild_9d1c…`, once in the module and once in the
//! script beside it, and each kind of closure by its whole mangled name. Hashes do not compress: 9 kB of the page's and the worker's code
//! were such names. They mean something to nobody but these two files, so both get the same short ones ([`shorten`]).
//!
//! And leptos brings classes of streams that only its servers use. A class is exported, so the linker keeps all that
//! it needs: 8 kB ([`without_streams`]).

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result};
use wasm_encoder::{
    ConstExpr, ElementSection, Elements, EntityType, ExportKind, ExportSection, ImportSection, RawSection,
};
use wasmparser::{ElementItems, ElementKind, Operator, Parser, Payload};

use super::{Files, functions};

/// How wasm-bindgen's names of imports begin, and mangled names of exports. Others belong to other scripts.
const BOUND: [&str; 4] = ["__wbg_", "__wbindgen_", "_R", "_ZN"];

/// How wasm-bindgen names a module beside its script.
const MODULE: &str = "_bg.wasm";

/// The classes that wasm-streams exports.
const STREAMS: [&str; 3] = ["IntoUnderlyingByteSource", "IntoUnderlyingSink", "IntoUnderlyingSource"];

/// The crate that they are of.
const STREAMS_CRATE: &str = "wasm_streams";

/// Old name to new name; `None` for an export that goes.
type Names = BTreeMap<String, Option<String>>;

/// Takes the classes of wasm-streams out of every script, and their functions out of the module's exports and out of its table, so
/// that the optimizer can drop them. A script that does not look as expected stays as it is.
pub(super) fn without_streams(files: &mut Files) -> Result<()> {
    for (module, script) in pairs(files) {
        let text = text(files, &script)?;
        let Some(text) = STREAMS.iter().try_fold(text.to_owned(), |text, class| without_class(&text, class)) else {
            continue;
        };
        let functions = spoken(&files[&module])?.into_iter().filter(|name| is_of_streams(name));
        let names = functions.map(|name| (name, None)).collect();
        let bare = renamed(&files[&module], &names)?;
        files.insert(module.clone(), without_entries(&bare, STREAMS_CRATE)?);
        files.insert(script, text.into_bytes());
    }
    Ok(())
}

/// The module, in whose table no function of a crate stands any more. Who calls such an entry all the same ends at once.
///
/// Closures and futures are reached through the table alone, so the optimizer must take each entry for one that is used.
fn without_entries(module: &[u8], name: &str) -> Result<Vec<u8>> {
    let names = functions::names(module)?;
    // A crate's name has a hash behind it, or not.
    let spellings = [format!("{name}::"), format!("{name}[")];
    let goes = |function: &u32| names.get(function).is_some_and(|of| spellings.iter().any(|one| of.contains(one)));
    let mut out = wasm_encoder::Module::new();
    for payload in Parser::new(0).parse_all(module) {
        let payload = payload.context("this is no WebAssembly module")?;
        if let Payload::ElementSection(elements) = payload {
            let mut section = ElementSection::new();
            for element in elements {
                let element = element?;
                let ElementKind::Active { table_index, offset_expr } = element.kind else {
                    return Ok(module.to_vec());
                };
                let Operator::I32Const { value: start } = offset_expr.get_operators_reader().read()? else {
                    return Ok(module.to_vec());
                };
                let functions = match element.items {
                    ElementItems::Functions(functions) => functions.into_iter().collect::<Result<Vec<u32>, _>>()?,
                    // The places for the second part, which fills them: without this they are as empty.
                    ElementItems::Expressions(_, items) => {
                        for item in items {
                            if !matches!(item?.get_operators_reader().read()?, Operator::RefNull { .. }) {
                                return Ok(module.to_vec());
                            }
                        }
                        continue;
                    }
                };
                // What stands between is left empty.
                let mut at = start;
                for run in functions.chunk_by(|one, next| goes(one) == goes(next)) {
                    if !goes(&run[0]) {
                        section.active(table_index, &ConstExpr::i32_const(at), Elements::Functions(run.into()));
                    }
                    at += i32::try_from(run.len())?;
                }
            }
            out.section(&section);
        } else if let Some((id, range)) = payload.as_section() {
            let data = &module[usize::try_from(range.start)?..usize::try_from(range.end)?];
            out.section(&RawSection { id, data });
        }
    }
    Ok(out.finish())
}

fn is_of_streams(export: &str) -> bool {
    let name = export.strip_prefix("__wbg_").unwrap_or(export);
    let rest = |class: &str| name.strip_prefix(class.to_ascii_lowercase().as_str());
    STREAMS.iter().any(|class| rest(class).is_some_and(|rest| rest.starts_with('_')))
}

/// The script without this class and what is written about it elsewhere; nothing if that is not found.
fn without_class(script: &str, class: &str) -> Option<String> {
    let script = cut(script, &format!("export class {class} {{"), "\n}\n")?;
    let script = cut(&script, &format!("if (Symbol.dispose) {class}."), ";\n")?;
    cut(&script, &format!("const {class}Finalization ="), ";\n")
}

fn cut(text: &str, start: &str, end: &str) -> Option<String> {
    let at = text.find(start)?;
    let length = text[at..].find(end)? + end.len();
    Some([&text[..at], &text[at + length..]].concat())
}

/// Gives short names to what a module and its script call each other by.
pub(super) fn shorten(files: &mut Files) -> Result<()> {
    // The page's second part takes functions from the first by their names.
    let mut elsewhere = BTreeSet::new();
    for (_, module) in files.iter().filter(|(name, _)| name.ends_with(".wasm") && !name.ends_with(MODULE)) {
        elsewhere.extend(spoken(module)?);
    }
    for (module, script) in pairs(files) {
        let mut text = text(files, &script)?.to_owned();
        let mut names = Names::new();
        for name in spoken(&files[&module])? {
            let is_ours = BOUND.iter().any(|start| name.starts_with(start)) && !elsewhere.contains(&name);
            let short = short_name(names.len());
            if let Some(shorter) = is_ours.then(|| with_word(&text, &name, &short)).flatten() {
                text = shorter;
                names.insert(name, Some(short));
            }
        }
        files.insert(module.clone(), renamed(&files[&module], &names)?);
        files.insert(script, text.into_bytes());
    }
    Ok(())
}

/// Modules and the scripts beside them.
fn pairs(files: &Files) -> Vec<(String, String)> {
    let modules = files.keys().filter(|name| name.ends_with(MODULE));
    let pairs = modules.map(|module| (module.clone(), module.replace(MODULE, ".js")));
    pairs.filter(|(_, script)| files.contains_key(script)).collect()
}

fn text<'a>(files: &'a Files, name: &str) -> Result<&'a str> {
    str::from_utf8(&files[name]).with_context(|| format!("{name} is not UTF-8"))
}

/// The names of what a module takes and gives, in their order.
fn spoken(module: &[u8]) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for payload in Parser::new(0).parse_all(module) {
        match payload.context("this is no WebAssembly module")? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    names.push(import?.name.to_owned());
                }
            }
            Payload::ExportSection(exports) => {
                for export in exports {
                    names.push(export?.name.to_owned());
                }
            }
            _ => {}
        }
    }
    Ok(names)
}

/// The module with other names; all else is copied.
fn renamed(module: &[u8], names: &Names) -> Result<Vec<u8>> {
    let new = |name: &str| names.get(name).cloned().unwrap_or_else(|| Some(name.to_owned()));
    let mut out = wasm_encoder::Module::new();
    for payload in Parser::new(0).parse_all(module) {
        let payload = payload.context("this is no WebAssembly module")?;
        match payload {
            Payload::ImportSection(imports) => {
                let mut section = ImportSection::new();
                for import in imports.into_imports() {
                    let import = import?;
                    let name = new(import.name).unwrap_or_else(|| import.name.to_owned());
                    section.import(import.module, &name, EntityType::try_from(import.ty)?);
                }
                out.section(&section);
            }
            Payload::ExportSection(exports) => {
                let mut section = ExportSection::new();
                for export in exports {
                    let export = export?;
                    if let Some(name) = new(export.name) {
                        section.export(&name, ExportKind::from(export.kind), export.index);
                    }
                }
                out.section(&section);
            }
            other => {
                if let Some((id, range)) = other.as_section() {
                    let data = &module[usize::try_from(range.start)?..usize::try_from(range.end)?];
                    out.section(&RawSection { id, data });
                }
            }
        }
    }
    Ok(out.finish())
}

/// `$a`, `$b`, … `$z`, `$ba`: nothing that a script has begins so.
fn short_name(number: usize) -> String {
    let letter = char::from(b'a' + (number % 26) as u8);
    match number / 26 {
        0 => format!("${letter}"),
        rest => format!("{}{letter}", short_name(rest)),
    }
}

/// The text with another word for this one; nothing if the word is not there.
fn with_word(text: &str, word: &str, new: &str) -> Option<String> {
    let is_letter = |byte: Option<&u8>| byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || b"_$".contains(byte));
    let bytes = text.as_bytes();
    let is_whole = |&at: &usize| {
        !is_letter(at.checked_sub(1).and_then(|before| bytes.get(before))) && !is_letter(bytes.get(at + word.len()))
    };
    let (mut out, mut end) = (String::with_capacity(text.len()), 0);
    for at in text.match_indices(word).map(|(at, _)| at).filter(is_whole) {
        out.extend([&text[end..at], new]);
        end = at + word.len();
    }
    out.push_str(&text[end..]);
    (end > 0).then_some(out)
}

#[cfg(test)]
mod tests {
    use wasm_encoder::{
        CodeSection, CustomSection, Function, FunctionSection, HeapType, NameMap, NameSection, RefType, TableSection,
        TableType, TypeSection,
    };

    use super::*;

    /// Takes and gives functions of these names, and has a section that nobody knows.
    fn module(takes: &[&str], gives: &[&str]) -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        for name in takes {
            imports.import("./app_bg.js", name, EntityType::Function(0));
        }
        let mut functions = FunctionSection::new();
        functions.function(0);
        let mut exports = ExportSection::new();
        for name in gives {
            exports.export(name, ExportKind::Func, takes.len() as u32);
        }
        let mut body = Function::new([]);
        body.instructions().end();
        let mut code = CodeSection::new();
        code.function(&body);
        let mut module = wasm_encoder::Module::new();
        module.section(&types).section(&imports).section(&functions).section(&exports).section(&code);
        module.section(&CustomSection { name: "x".into(), data: (&[7, 8]).into() });
        module.finish()
    }

    fn files(module: Vec<u8>, script: &str) -> Files {
        Files::from([("app_bg.wasm".to_owned(), module), ("app.js".to_owned(), script.as_bytes().to_vec())])
    }

    #[test]
    fn module_and_script_get_the_same_short_names() -> Result<()> {
        let takes = ["__wbg_now_0123456789abcdef", "__wbg_gone", "other", "__wbindgen_throw"];
        let script =
            "this.__wbg_nowhere; x={__wbg_now_0123456789abcdef:f,other:1,__wbindgen_throw:_Rcall};wasm._Rcall()";
        let mut files = files(module(&takes, &["_Rcall", "_Rshared", "memory"]), script);
        files.insert("later.wasm".to_owned(), module(&["_Rshared"], &[]));
        shorten(&mut files)?;
        let names = ["$a", "__wbg_gone", "other", "$b", "$c", "_Rshared", "memory"];
        assert_eq!(spoken(&files["app_bg.wasm"])?, names);
        assert_eq!(text(&files, "app.js")?, "this.__wbg_nowhere; x={$a:f,other:1,$b:$c};wasm.$c()");
        Ok(())
    }

    #[test]
    fn everything_else_stays_as_it_was() -> Result<()> {
        let before = files(module(&["__wbg_a"], &["main"]), "no name of these");
        let mut after = before.clone();
        shorten(&mut after)?;
        without_streams(&mut after)?;
        assert_eq!(after, before);
        Ok(())
    }

    #[test]
    fn classes_of_streams_go_from_script_and_exports() -> Result<()> {
        let class = |name: &str| {
            format!(
                "export class {name} {{\n    f() {{\n    }}\n}}\nif (Symbol.dispose) {name}.prototype[1] = 1;\n\
                 const {name}Finalization = (1)\n  ? 2\n  : 3;\n"
            )
        };
        let script = STREAMS.map(class).concat() + "export class Ours {\n}\n";
        let gives = ["__wbg_intounderlyingsink_free", "intounderlyingsource_pull", "intounderlyings", "memory"];
        let mut files = files(module(&[], &gives), &script);
        without_streams(&mut files)?;
        assert_eq!(text(&files, "app.js")?, "export class Ours {\n}\n");
        assert_eq!(spoken(&files["app_bg.wasm"])?, ["intounderlyings", "memory"]);
        Ok(())
    }

    #[test]
    fn entries_of_a_crate_leave_the_table_and_the_others_keep_their_places() -> Result<()> {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let (mut functions, mut code, mut named) = (FunctionSection::new(), CodeSection::new(), NameMap::new());
        for (index, name) in ["a::f", "<wasm_streams[1f]::Sink as a::B>::g", "c::h"].into_iter().enumerate() {
            functions.function(0);
            let mut body = Function::new([]);
            body.instructions().end();
            code.function(&body);
            named.append(index as u32, name);
        }
        let mut tables = TableSection::new();
        tables.table(TableType {
            element_type: RefType::FUNCREF,
            table64: false,
            minimum: 9,
            maximum: None,
            shared: false,
        });
        let mut elements = ElementSection::new();
        elements.active(None, &ConstExpr::i32_const(1), Elements::Functions([0, 1, 1, 2][..].into()));
        let nothing = [ConstExpr::ref_null(HeapType::FUNC)];
        elements.active(None, &ConstExpr::i32_const(5), Elements::Expressions(RefType::FUNCREF, nothing[..].into()));
        let mut names = NameSection::new();
        names.functions(&named);
        let mut module = wasm_encoder::Module::new();
        module.section(&types).section(&functions).section(&tables).section(&elements).section(&code).section(&names);
        let module = module.finish();

        let mut entries = Vec::new();
        for payload in Parser::new(0).parse_all(&without_entries(&module, STREAMS_CRATE)?) {
            let Payload::ElementSection(elements) = payload? else { continue };
            for element in elements {
                let element = element?;
                let ElementKind::Active { offset_expr, .. } = element.kind else { panic!("active before") };
                let Operator::I32Const { value } = offset_expr.get_operators_reader().read()? else {
                    panic!("a number")
                };
                let ElementItems::Functions(functions) = element.items else { panic!("functions before") };
                entries.push((value, functions.into_iter().collect::<Result<Vec<_>, _>>()?));
            }
        }
        assert_eq!(entries, [(1, vec![0]), (4, vec![2])]);
        Ok(())
    }

    #[test]
    fn a_part_of_a_longer_name_is_no_name() {
        assert_eq!(with_word("a_x xa x.x", "x", "y").as_deref(), Some("a_x xa y.y"));
        assert_eq!(with_word("xx", "x", "y"), None);
    }

    #[test]
    fn names_do_not_repeat() {
        let names: BTreeSet<String> = (0..2000).map(short_name).collect();
        assert_eq!(names.len(), 2000);
        assert_eq!([0, 25, 26, 675].map(short_name), ["$a", "$z", "$ba", "$zz"]);
    }
}
