import type { Notice } from './notice.ts';
import { plainText } from './plain-text.ts';

/** A notice in words for people: plain text on single lines, cut, with nothing in it that is not to be seen. */
export interface Message {
  /** What happened, in our own words. */
  readonly headline: string;
  readonly title: string;
  readonly lines: readonly string[];
  /** Which incident or run, and when. */
  readonly footer: string;
}

const LONGEST_TITLE = 300;
const LONGEST_LINE = 500;
const LONGEST_NAME = 100;
const MOST_LINES = 20;
const MOST_SERVICES = 10;

/** What people are told of a notice. */
export function messageOf(notice: Notice): Message {
  const { subject, title, severity, environment, services, at, doubt } = notice;
  const where = [...services.slice(0, MOST_SERVICES), ...(services.length > MOST_SERVICES ? ['…'] : [])];
  const lines = [
    ...(where.length > 0 ? [`Services: ${where.join(', ')}`] : []),
    ...linesOf(notice),
    ...(doubt ? [`It may not have arrived on ${doubt.channel}: ${doubt.words}`] : []),
  ];
  return {
    headline: plainText(`${happened(notice)}, ${severity}, in ${environment}`, LONGEST_TITLE),
    title: plainText(title, LONGEST_TITLE),
    lines: listed(lines),
    footer: plainText(`${subject}, ${at}`, LONGEST_TITLE),
  };
}

/** What a digest says of a notice. */
export function digestLine(notice: Notice): string {
  return plainText(`${happened(notice)}: ${notice.title} (${notice.subject})`, LONGEST_LINE);
}

/**
 * One message in place of many that a storm would have sent to a channel.
 * @param lines of the first of them, by `digestLine`
 * @param count of all of them
 */
export function digestMessage(lines: readonly string[], count: number, at: string): Message {
  const shown = [...new Set(lines)].slice(0, MOST_LINES - 1);
  const rest = count - shown.length;
  return {
    headline: `${count} further messages in a short time`,
    title: 'They were held back so that none of them is lost in the others.',
    lines: listed([...shown, ...(rest > 0 ? [`and ${rest} more`] : [])]),
    footer: at,
  };
}

function listed(lines: readonly string[]): string[] {
  return lines.slice(0, MOST_LINES).map((line) => plainText(line, LONGEST_LINE));
}

function happened(notice: Notice): string {
  switch (notice.type) {
    case 'opened':
      return 'Opened';
    case 'reopened':
      return 'Opened again';
    case 'escalated':
      return `Level ${notice.level} is told`;
    case 'acknowledged':
      return 'Acknowledged';
    case 'resolved':
      return 'Resolved';
    case 'approval-wanted':
      return 'Approval wanted';
    case 'told':
      return 'Runbook says';
    case 'run-finished':
      return 'Runbook finished';
  }
}

function linesOf(notice: Notice): readonly string[] {
  switch (notice.type) {
    case 'opened':
    case 'reopened':
    case 'escalated':
    case 'resolved':
      return [notice.words];
    case 'acknowledged':
      return [`By ${notice.by}`];
    case 'approval-wanted':
      return [
        `${plainText(notice.runbook, LONGEST_NAME)} would:`,
        ...notice.plan.slice(0, MOST_LINES - 6),
        `Approvals needed: ${notice.approvalsNeeded}, until ${notice.deadline}`,
        `operate approve --run-id ${notice.runId}`,
      ];
    case 'told':
      return [`${plainText(notice.runbook, LONGEST_NAME)}: ${notice.words}`];
    case 'run-finished':
      return [`${plainText(notice.runbook, LONGEST_NAME)}: ${notice.outcome}`, notice.words];
  }
}
