import { Component, type ComponentChildren } from 'preact';
import { Alert } from '../../kit/components/alert.js';
import { Button } from '../../kit/components/button.js';

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
      <Alert kind="danger" title={`${this.props.what} ha avuto un problema`}>
        <p>Non è colpa tua. Puoi riprovare; se continua, avvisa chi amministra il sistema.</p>
        <Button size="xs" variant="outline-danger" icon="it-refresh" onClick={() => this.setState({ broken: false })}>
          Riprova
        </Button>
      </Alert>
    );
  }
}
