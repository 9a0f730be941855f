import { bad, type Finding, good, warning } from './finding.ts';
import type { EndpointProbe } from './probe.ts';
import type { EndpointAnswer } from './seen.ts';

/** A certificate with less left than this is about to be trouble, and with less than the other it is. */
export const CERTIFICATE_WARNING_DAYS = 14;
export const CERTIFICATE_BAD_DAYS = 3;
const SOON = 0.25;
const DAY_MS = 86_400_000;

/** What an answer says of its endpoint, and of the certificate that it came with. */
export function judgeEndpoint(probe: EndpointProbe, answer: EndpointAnswer, now: number): readonly Finding[] {
  const { certificateExpires } = answer;
  const about = { probe: probe.id, kind: probe.kind };
  const fault = faultOf(probe, answer);
  const words = `It answered ${answer.status}${timeOf(answer)}.`;
  const finding = fault === undefined ? good(about, words) : bad(about, 1, fault);
  const certificate =
    certificateExpires === undefined ? [] : [certificateOf(probe.url, certificateExpires, now)];
  return [{ ...finding, times: answer.times }, ...certificate];
}

function faultOf(
  { expectStatus, expectBody }: EndpointProbe,
  { status, hasText, bodyCut }: EndpointAnswer,
): string | undefined {
  if (status !== expectStatus) {
    const redirected = status >= 300 && status < 400 ? '; redirects are not followed' : '';
    return `It answered ${status}, not ${expectStatus}${redirected}.`;
  }
  if (expectBody === undefined || hasText === true) return undefined;
  return `It answered ${status} without the expected text${bodyCut ? ' in the first 64 KiB' : ''}.`;
}

function timeOf({ times: { totalMs } }: EndpointAnswer): string {
  return totalMs === undefined ? '' : ` in ${Math.round(totalMs)} ms`;
}

/** Endpoints of one host have one certificate. */
function certificateOf(url: string, expires: number, now: number): Finding {
  const host = /^https:\/\/([^/?#]+)/.exec(url)?.[1] ?? url;
  const about = { probe: `certificate:${host}`, kind: 'certificate' } as const;
  const expiresAt = new Date(expires).toISOString();
  const days = (expires - now) / DAY_MS;
  const words = `The certificate of ${host} expires on ${expiresAt.slice(0, 10)}.`;
  if (days < CERTIFICATE_BAD_DAYS) return { ...bad(about, 1, words), expiresAt };
  if (days < CERTIFICATE_WARNING_DAYS) return { ...warning(about, SOON, words), expiresAt };
  return { ...good(about, words), expiresAt };
}
