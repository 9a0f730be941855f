import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SEVERITIES } from '../incident/signal.ts';
import { digestLine, digestMessage, messageOf } from './message.ts';
import type { Happening, Notice } from './notice.ts';
import { fitted, plainText } from './plain-text.ts';
import { renderEmail } from './render-email.ts';
import { renderPagerDuty } from './render-pagerduty.ts';
import { renderSlack } from './render-slack.ts';
import { renderSms } from './render-sms.ts';
import { renderTelegram } from './render-telegram.ts';
import { renderWebhook } from './render-webhook.ts';

const SUBJECT = 'inc-01abcdefghjkmnpqrstvwx';
const AT = '2026-01-01T00:00:00.000Z';
const base = {
  subject: SUBJECT,
  title: 'High CPU',
  severity: 'high',
  environment: 'production',
  services: ['shop'],
  at: AT,
} as const;
const opened: Notice = { ...base, type: 'opened', words: 'CPU > 80%' };

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 3000 }),
  fc
    .array(
      fc.constantFrom(
        '<!channel>',
        '<@U1>',
        '@here',
        '</b>',
        '<script>',
        '&lt;',
        '"',
        "'",
        '\r\nBcc: a@b.c',
        '\u202E',
        '\u0000',
        '😀',
        'ß',
        '{',
        '~',
        'x'.repeat(400),
        '<a href="http://e.vil">',
        '```',
        '*',
      ),
      { maxLength: 40 },
    )
    .map((parts) => parts.join('')),
);
const happening: fc.Arbitrary<Happening> = hostile.chain((words) =>
  fc.constantFrom<Happening>(
    { type: 'opened', words },
    { type: 'reopened', words },
    { type: 'escalated', level: 2, words },
    { type: 'acknowledged', by: words },
    { type: 'resolved', words },
    {
      type: 'approval-wanted',
      runId: 'run-1',
      runbook: words,
      plan: Array(40).fill(words),
      approvalsNeeded: 2,
      deadline: AT,
    },
    { type: 'told', runId: 'run-1', runbook: words, words },
    { type: 'run-finished', runId: 'run-1', runbook: words, outcome: words, words },
  ),
);
const notices: fc.Arbitrary<Notice> = fc
  .tuple(hostile, hostile, fc.array(hostile, { maxLength: 15 }), happening, fc.constantFrom(...SEVERITIES))
  .map(([title, environment, services, event, severity]) => ({
    ...base,
    title,
    environment,
    services,
    severity,
    ...event,
  }));
const check = (claim: (notice: Notice) => void) => fc.assert(fc.property(notices, claim), { numRuns: 200 });

describe('plain text', () => {
  it('is one visible line that fits, and is not changed again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 80 }), (text, longest) => {
        const plain = plainText(text, longest);
        expect(plain.length).toBeLessThanOrEqual(longest);
        expect(plain).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
        expect(plain.isWellFormed()).toBe(true);
        if (!plain.endsWith('…')) expect(plainText(plain, longest)).toBe(plain);
      }),
    );
  });

  it('is cut between escapes', () => {
    expect(fitted('a&b', 7, (one) => (one === '&' ? '&amp;' : one))).toBe('a&amp;b');
    expect(fitted('a&b', 6, (one) => (one === '&' ? '&amp;' : one))).toBe('a…');
  });
});

describe('Slack', () => {
  it('is given what chat.postMessage takes', () => {
    expect(renderSlack('C1', messageOf(opened))).toEqual({
      channel: 'C1',
      text: 'Opened, high, in production: High CPU',
      blocks: [
        { type: 'section', text: { type: 'mrkdwn', text: '*Opened, high, in production*', verbatim: true } },
        { type: 'section', text: { type: 'mrkdwn', text: 'High CPU', verbatim: true } },
        { type: 'section', text: { type: 'mrkdwn', text: 'Services: shop\nCPU &gt; 80%', verbatim: true } },
        { type: 'context', elements: [{ type: 'mrkdwn', text: `${SUBJECT}, ${AT}`, verbatim: true }] },
      ],
      unfurl_links: false,
      unfurl_media: false,
    });
  });

  it('sees no control sequence, calls nobody and stays within its limits', () => {
    check((notice) => {
      const { text, blocks } = renderSlack('C1', messageOf(notice));
      const texts = [
        text,
        ...blocks.flatMap((block) =>
          block.type === 'section' ? [block.text.text] : block.elements.map((one) => one.text),
        ),
      ];
      for (const one of texts) {
        expect(one).not.toMatch(/[<>]|&(?!amp;|lt;|gt;)|@(channel|here|everyone)/i);
        expect(one.length).toBeLessThanOrEqual(3000);
        expect(one.length).toBeGreaterThan(0);
      }
      expect(texts.join('').length).toBeLessThan(12_000);
    });
  });
});

describe('Telegram', () => {
  it('is given HTML', () => {
    expect(renderTelegram('-1', messageOf(opened))).toEqual({
      chat_id: '-1',
      text: `<b>Opened, high, in production</b>\nHigh CPU\nServices: shop\nCPU &gt; 80%\n<i>${SUBJECT}, ${AT}</i>`,
      parse_mode: 'HTML',
      link_preview_options: { is_disabled: true },
    });
  });

  it('sees our own tags only, mentions nobody and stays within its limit', () => {
    check((notice) => {
      const { text } = renderTelegram('1', messageOf(notice));
      expect(text.match(/<[^>]*>/g)).toEqual(['<b>', '</b>', '<i>', '</i>']);
      expect(text.replace(/<\/?[bi]>/g, '')).not.toMatch(/[<>]|&(?!amp;|lt;|gt;|quot;|#39;)|(?<!\w)@\w/);
      expect(text.length).toBeLessThanOrEqual(4096);
    });
  });
});

describe('PagerDuty', () => {
  it('is told of states by the incident', () => {
    expect(renderPagerDuty(opened)).toEqual({
      event_action: 'trigger',
      dedup_key: SUBJECT,
      client: 'Operate',
      payload: {
        summary: 'Opened, high, in production: High CPU',
        source: 'production/shop',
        severity: 'error',
        timestamp: AT,
        component: 'shop',
        group: 'production',
        class: 'opened',
        custom_details: { incident: SUBJECT, details: ['Services: shop', 'CPU > 80%'] },
      },
    });
    const resolve = renderPagerDuty({ ...base, type: 'resolved', words: '' });
    expect(resolve).toEqual({ event_action: 'resolve', dedup_key: SUBJECT });
    const acknowledge = renderPagerDuty({ ...base, type: 'acknowledged', by: 'ada' });
    expect(acknowledge).toEqual({ event_action: 'acknowledge', dedup_key: SUBJECT });
    const finished = {
      ...base,
      type: 'run-finished',
      runId: 'r',
      runbook: 'b',
      outcome: 'o',
      words: '',
    } as const;
    expect(renderPagerDuty(finished)).toBeUndefined();
  });

  it('stays within its limits', () => {
    check((notice) => {
      const body = renderPagerDuty({ ...notice, subject: notice.title });
      if (!body) return;
      expect(body.dedup_key.length).toBeLessThanOrEqual(255);
      if (body.event_action === 'trigger') expect(body.payload.summary.length).toBeLessThanOrEqual(1024);
      expect(Buffer.byteLength(JSON.stringify(body))).toBeLessThan(512 * 1024);
    });
  });
});

describe('an e-mail', () => {
  it('has one header line, and no HTML but ours', () => {
    check((notice) => {
      const { subject, text, html } = renderEmail(messageOf(notice));
      expect(subject).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
      expect(subject.length).toBeLessThanOrEqual(200);
      expect(html.replace(/<\/?(p|strong|ul|li|small)>/g, '')).not.toMatch(
        /[<>"']|&(?!amp;|lt;|gt;|quot;|#39;)/,
      );
      expect(text.split('\r\n').every((line) => !/[\r\n]/.test(line))).toBe(true);
    });
  });
});

describe('an SMS', () => {
  it('has 160 septets of the basic GSM alphabet at most, and names the incident', () => {
    check((notice) => {
      const text = renderSms(messageOf(notice));
      expect(text.length).toBeLessThanOrEqual(160);
      expect(text).toMatch(/^[\w @£$¥èéùìòÇØøÅåΔΦΓΛΩΠΨΣΘΞÆæßÉ!"#¤%&'()*+,\-./:;<=>?¡ÄÖÑÜ§¿äöñüà]*$/);
      expect(text.endsWith(`(${SUBJECT})`)).toBe(true);
    });
  });

  it('keeps what can be read', () => {
    const text = renderSms({
      headline: 'Opened',
      title: 'Čeština 😀 größer {x}',
      lines: [],
      footer: `${SUBJECT}, ${AT}`,
    });
    expect(text).toBe(`Opened: Cestina ? größer ?x? (${SUBJECT})`);
  });
});

describe('a webhook', () => {
  it('says what happened, cut and clean', () => {
    expect(renderWebhook({ ...opened, doubt: { channel: 'ops', words: 'No answer.' } })).toEqual({
      type: 'incident.opened',
      timestamp: AT,
      data: {
        subject: SUBJECT,
        severity: 'high',
        environment: 'production',
        services: ['shop'],
        title: 'High CPU',
        text: [
          'Opened, high, in production',
          'Services: shop',
          'CPU > 80%',
          'It may not have arrived on ops: No answer.',
        ],
        undeliveredOn: 'ops',
      },
    });
  });
});

it('a digest names the first, once each, and counts the rest', () => {
  const lines = Array.from({ length: 30 }, (_, index) =>
    digestLine({ ...opened, subject: `inc-${index % 25}` }),
  );
  const message = digestMessage(lines, 9000, AT);
  expect(message.headline).toBe('9000 further messages in a short time');
  expect(message.lines).toHaveLength(20);
  expect(message.lines[0]).toBe('Opened: High CPU (inc-0)');
  expect(message.lines.at(-1)).toBe('and 8981 more');
});

it('an approval says what would be done and how to allow it', () => {
  const { lines } = messageOf({
    ...base,
    type: 'approval-wanted',
    runId: 'run-1',
    runbook: 'high-cpu',
    plan: ['restart shop'],
    approvalsNeeded: 1,
    deadline: AT,
  });
  expect(lines).toEqual([
    'Services: shop',
    'high-cpu would:',
    'restart shop',
    `Approvals needed: 1, until ${AT}`,
    'operate approve --run-id run-1',
  ]);
});
