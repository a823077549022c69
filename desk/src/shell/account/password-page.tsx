import type { JSX } from 'preact';
import { PageHeader } from '../../kit/components/layout.js';
import { toast } from '../../kit/feedback/toast.js';
import { navigate } from '../../kit/route/history.js';
import { useApp } from '../definition.js';
import { PasswordForm } from './password-form.js';
import { say } from '../../kit/text/language.js';

/** "Cambia password". */
export const PasswordPage = (): JSX.Element => {
  const { home } = useApp();
  return (
    <>
      <PageHeader title={say('Cambia password', 'Change password')} />
      <div class="lf-narrow-page">
        <PasswordForm
          cancel={home}
          onDone={() => {
            toast(say('Password cambiata.', 'Password changed.'));
            navigate(home, { force: true });
          }}
        />
      </div>
    </>
  );
};
