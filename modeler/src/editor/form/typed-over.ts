import { EditorView } from '@codemirror/view';

/**
 * Where all of a formula is selected and typed over, browsers carry the colours of what was there over to what is typed, as
 * style attributes, which the page's policy refuses. The editor puts the text in by itself there.
 */
export const typeOver = (form: HTMLElement): void => {
  form.addEventListener(
    'beforeinput',
    (event) => {
      const { data, inputType, target } = event;
      if (inputType !== 'insertText' || data === null || !(target instanceof HTMLElement)) return;
      const view = target.matches('.cm-content') ? EditorView.findFromDOM(target) : null;
      if (view === null || view.state.readOnly || view.state.selection.main.empty) return;
      event.preventDefault();
      const { from, to } = view.state.selection.main;
      const insert = () => view.state.update(view.state.replaceSelection(data), { userEvent: 'input.type' });
      // Brackets and quotes close themselves.
      if (view.state.facet(EditorView.inputHandler).some((handle) => handle(view, from, to, data, insert))) return;
      view.dispatch(insert());
    },
    true,
  );
};
