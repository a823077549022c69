import { expect } from 'chai';
import { Validator } from '@cfworker/json-schema';
import { TEMPLATE_PATTERN } from '../src/mail/template.js';
import { endpointOf, NotificationSettings } from '../src/settings.js';
import { mailManifest } from '../src/steps/mail-manifest.js';

const parse = (settings: object) => NotificationSettings.safeParse(settings);

describe('the settings of the plugin', () => {
  it('may be empty: then no mail leaves', () => {
    const settings = NotificationSettings.parse({});
    expect(endpointOf(settings)).to.equal(undefined);
    expect(settings).to.include({ maxConnections: 4, whenUnknown: 'resend', timeZone: 'Europe/Rome' });
  });

  it('come from the environment as words', () => {
    const settings = NotificationSettings.parse({
      ...{ smtpHost: 'mail.example.it', smtpPort: '2525', smtpVerifyCertificate: 'false', from: 'a@example.it' },
    });
    expect(settings).to.include({ smtpPort: 2525, smtpVerifyCertificate: false });
  });

  it('ask for encryption unless they say otherwise', () => {
    const from = 'a@example.it';
    const endpoint = (more: object) => endpointOf(NotificationSettings.parse({ from, ...more }));
    expect(endpoint({ smtpHost: 'h' })).to.deep.equal({ host: 'h', port: 587, security: 'starttls' });
    expect(endpoint({ smtpHost: 'h', smtpPort: 465 })).to.deep.equal({ host: 'h', port: 465, security: 'tls' });
    expect(endpoint({ smtpUrl: 'smtps://h' })).to.deep.equal({ host: 'h', port: 465, security: 'tls' });
    expect(endpoint({ smtpUrl: 'smtp://h:25', smtpSecurity: 'none' })).to.deep.equal({
      host: 'h',
      port: 25,
      security: 'none',
    });
  });

  it('name the sender with a server, and user and password together; a password stands in no address', () => {
    expect(parse({ smtpHost: 'h' }).error?.issues[0]?.path).to.deep.equal(['from']);
    expect(parse({ smtpHost: 'h', from: 'a@example.it', smtpUser: 'u' }).error?.issues[0]?.path).to.deep.equal([
      'smtpPassword',
    ]);
    expect(parse({ smtpUrl: 'smtp://u:p@h', from: 'a@example.it' }).success).to.equal(false);
    expect(parse({ smptHost: 'h' }).success).to.equal(false);
  });
});

describe('the configuration of the mail step', () => {
  const errorsOf = (config: object) =>
    new Validator(mailManifest.config as object, '2020-12', false)
      .validate(config)
      .errors.map(({ instanceLocation }) => instanceLocation);

  it('asks to whom', () => {
    expect(errorsOf({ to: 'recipients' })).to.deep.equal([]);
    expect(errorsOf({})).to.include('#');
    expect(errorsOf({ to: 'everybody' })).to.include('#/to');
  });

  it('refuses a placeholder that does not exist, and what it does not know', () => {
    expect(errorsOf({ to: 'requester', subject: 'Prot. {{numero}} del {{ data }} {a}' })).to.deep.equal([]);
    expect(errorsOf({ to: 'requester', subject: 'Prot. {{nummero}}' })).to.include('#/subject');
    expect(errorsOf({ to: 'requester', attach: ['segnatura', 'pdf'] })).to.include('#/attach/1');
    expect(errorsOf({ to: 'requester', oggetto: 'x' })).to.include('#');
  });

  it('reads a long template in linear time', () => {
    const begun = process.hrtime.bigint();
    expect(new RegExp(TEMPLATE_PATTERN, 'u').test(`${'{'.repeat(19_999)}x`)).to.equal(false);
    expect(Number(process.hrtime.bigint() - begun) / 1e6).to.be.below(500);
  });
});
