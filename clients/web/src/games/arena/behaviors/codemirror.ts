/** The editor library, behind three verbs. It is a chunk of its own: only who edits fetches it. */
import { autocompletion, type CompletionContext, type CompletionResult, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { bracketMatching, StreamLanguage, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, setDiagnostics } from "@codemirror/lint";
import { EditorState, type Text } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { classHighlighter } from "@lezer/highlight";
import { type Diagnostic, Severity, type Term, type Tier } from "../proto";
import { parserOf } from "./syntax";

export interface EditorOptions {
  source: string;
  tier: Tier;
  terms: Term[];
  label: string;
  readOnly: boolean;
  changed: (source: string) => void;
}

export interface Editor {
  /** show puts another source in, without telling that it changed. */
  show: (source: string) => void;
  mark: (diagnostics: Diagnostic[]) => void;
  /** goTo shows a line and puts the cursor there. */
  goTo: (line: number) => void;
  destroy: () => void;
}

export function openEditor(parent: HTMLElement, { source, tier, terms, label, readOnly, changed }: EditorOptions): Editor {
  let quiet = false;
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: source,
      extensions: [
        lineNumbers(), history(), drawSelection(), bracketMatching(), highlightActiveLine(), lintGutter(),
        StreamLanguage.define(parserOf(terms)), syntaxHighlighting(classHighlighter),
        autocompletion({ override: [completer(terms.filter((term) => term.tiers.length === 0 || term.tiers.includes(tier)))] }),
        keymap.of([...completionKeymap, ...defaultKeymap, ...historyKeymap, indentWithTab]),
        EditorState.tabSize.of(2), EditorState.readOnly.of(readOnly),
        EditorView.contentAttributes.of({ "aria-label": label, "data-testid": "source", spellcheck: "false", tabindex: "0" }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged && !quiet) changed(update.state.doc.toString());
        }),
      ],
    }),
  });
  return {
    show: (next) => {
      if (next === view.state.doc.toString()) return;
      quiet = true;
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: next } });
      quiet = false;
    },
    mark: (diagnostics) => view.dispatch(setDiagnostics(view.state, diagnostics.map((one) => rangeOf(view.state.doc, one)))),
    goTo: (line) => {
      const { from } = view.state.doc.line(Math.min(view.state.doc.lines, Math.max(1, line)));
      view.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: "center" }) });
      view.focus();
    },
    destroy: () => view.destroy(),
  };
}

/** rangeOf is where a diagnostic is underlined: its columns count characters, the editor's count halves of some. */
export function rangeOf(doc: Text, { line, column, length, message, severity }: Diagnostic) {
  const at = doc.line(Math.min(doc.lines, Math.max(1, line)));
  const characters = [...at.text];
  const before = characters.slice(0, Math.max(0, column - 1)).join("").length;
  const about = column > 0 && length > 0 ? characters.slice(column - 1, column - 1 + length).join("").length : at.length - before;
  const from = Math.min(at.to, at.from + before);
  return { from, to: Math.min(at.to, Math.max(from, from + about)), message, severity: severity === Severity.ERROR ? ("error" as const) : ("warning" as const) };
}

const types: Record<string, string> = { number: "property", boolean: "property", steering: "class", selector: "constant", action: "keyword", function: "function", keyword: "keyword" };

/** completer offers the words of the language, with their unit and meaning. */
function completer(terms: Term[]) {
  const options = terms.map(({ name, kind, detail, meaning }) => ({ label: name, type: types[kind] ?? "variable", detail, info: meaning }));
  return (context: CompletionContext): CompletionResult | null => {
    const word = context.matchBefore(/[A-Za-z_][\w.]*/);
    if (!word && !context.explicit) return null;
    return { from: word?.from ?? context.pos, options, validFor: /^[\w.]*$/ };
  };
}
