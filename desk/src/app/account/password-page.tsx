import type { JSX } from 'preact';
import { PageHeader } from '../../kit/components/layout.js';
import { toast } from '../../kit/feedback/toast.js';
import { navigate } from '../../kit/route/history.js';
import { PasswordForm } from './password-form.js';

/** "Cambia password". */
export const PasswordPage = (): JSX.Element => (
  <>
    <PageHeader title="Cambia password" />
    <div class="lf-narrow-page">
      <PasswordForm
        cancel="/"
        onDone={() => {
          toast('Password cambiata.');
          navigate('/', { force: true });
        }}
      />
    </div>
  </>
);
