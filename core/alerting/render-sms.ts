import type { Message } from './message.ts';
import { fitted } from './plain-text.ts';

/** Septets of one SMS. */
const LONGEST = 160;
/** GSM 03.38 without what is easily misread, in its basic set (one septet) and its extension (two). */
const BASIC = /^[A-Za-z0-9 @£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ!"#¤%&'()*+,\-./:;<=>?¡ÄÖÑÜ§¿äöñüà]$/;
const ELLIPSIS = '..';
const LONGEST_FOOTER = 60;

/** A message as one SMS of at most 160 GSM characters: what happened and which incident stay, the title is cut. */
export function renderSms({ headline, title, footer }: Message): string {
  const [subject = ''] = footer.split(', ');
  const foot = gsm(` (${fitted(subject, LONGEST_FOOTER)})`);
  const head = shortened(`${gsm(headline)}: ${gsm(title)}`, LONGEST - foot.length);
  return head + foot;
}

/** Text in characters of one septet each; what the alphabet lacks becomes its plain letter or a question mark. */
function gsm(text: string): string {
  return Array.from(text, (character) => {
    if (BASIC.test(character)) return character;
    const plain = character.normalize('NFKD').replace(/\p{M}/gu, '');
    return Array.from(plain, (one) => (BASIC.test(one) ? one : '?')).join('');
  }).join('');
}

function shortened(text: string, longest: number): string {
  return text.length <= longest ? text : text.slice(0, longest - ELLIPSIS.length) + ELLIPSIS;
}
