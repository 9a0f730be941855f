/** An alerting document that uses every kind of entry. */
export const DOCUMENT = `channels:
  - { name: ops, type: slack, secret: operate/slack, channel: C0123 }
  - { name: chat, type: telegram, secret: operate/telegram, chatId: "-100123" }
  - { name: pager, type: pagerduty, secret: operate/pagerduty }
  - { name: mail, type: email, from: ops@example.com, to: [ada@example.org] }
  - { name: hook, type: webhook, secret: operate/hook, url: "https://hooks.example.com/in" }
  - { name: phones, type: sms, phoneNumbers: ["+49151123456", "+49151123457"] }
policies:
  - name: default
    repeat: 1
    fallback: mail
    levels:
      - { notify: [ops], timeoutSeconds: 300 }
      - notify: [pager]
        timeoutSeconds: 600
        rotation: { channels: [chat, phones], start: "2026-01-05T09:00:00+01:00", everyHours: 168, timeZone: Europe/Berlin }
  - name: office
    levels:
      - notify: [mail]
        timeoutSeconds: 900
        hours: { days: [Monday, Tuesday, Wednesday, Thursday, Friday], from: "09:00", to: "17:00", timeZone: Europe/Berlin, outside: wait }
routes:
  - { environments: [staging], policy: office }
  - { severities: [high, critical], services: [shop], policy: default }
suppressions:
  - { name: known, reason: "noisy since the move", key: "cloudwatch:*:alarm:disk-*", until: "2026-02-01T00:00:00Z" }
maintenance:
  - name: database
    environment: production
    services: [shop, search]
    windows:
      - { days: [Sunday], from: "01:00", to: "05:00", timeZone: Europe/Berlin, reason: patches }
digest: { messages: 5, withinSeconds: 60 }
`;
