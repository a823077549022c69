import { Component, type ComponentChildren } from 'preact';
import { Alert } from '../../kit/components/alert.js';
import { Button } from '../../kit/components/button.js';
import { say } from '../../kit/text/language.js';

interface Props {
  /** What broke, in the screen's words: "Questa pagina", "Il pannello «Documenti»". */
  readonly what: string;
  readonly children: ComponentChildren;
}

/** A screen that throws does not take the others with it. */
export class ErrorBoundary extends Component<Props, { readonly broken: boolean }> {
  override state = { broken: false };

  static override getDerivedStateFromError(): { readonly broken: boolean } {
    return { broken: true };
  }

  override componentDidCatch(error: unknown): void {
    reportError(error);
  }

  render(): ComponentChildren {
    if (!this.state.broken) return this.props.children;
    return (
      <Alert kind="danger" title={say(`${this.props.what} ha avuto un problema`, `${this.props.what} had a problem`)}>
        <p>
          {say(
            'Non è colpa tua. Puoi riprovare; se continua, avvisa chi amministra il sistema.',
            'It is not your fault. You can try again; if it goes on, tell whoever runs the system.',
          )}
        </p>
        <Button size="xs" variant="outline-danger" icon="it-refresh" onClick={() => this.setState({ broken: false })}>
          {say('Riprova', 'Try again')}
        </Button>
      </Alert>
    );
  }
}
