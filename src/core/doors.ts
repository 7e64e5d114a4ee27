/**
 * Who gets in at a route of the server: `anyone`; `signed` = only the platform whose signature or secret is right; `chat`
 * = only whose browser holds the conversation's cookie; `page` = people who are signed in to the console, by the right the
 * route names (core/rights); `token` = programs with a token; `link` = whoever has an unguessable link that expires.
 */
export type Door = "anyone" | "signed" | "chat" | "page" | "token" | "link";

/** Every route of the server. One that is not here fails the test of the access matrix. */
export const doors: Readonly<Record<string, Door>> = {
  "GET /healthz": "anyone",
  "GET /readyz": "anyone",
  "GET /metrics": "anyone",
  "GET /": "anyone",
  "GET /c/:code": "anyone",
  "GET /chat/page/:file": "anyone",
  "POST /chat/session": "anyone",
  "GET /console/page/:file": "anyone",
  "GET /api/openapi.json": "anyone",
  "GET /jobs": "anyone",
  "GET /jobs/page/jobs.css": "anyone",
  "GET /j/:code": "anyone",
  "GET /j/:code/:file": "anyone",
  "GET /feeds/:file": "anyone",

  "POST /webhooks/telegram": "signed",
  "POST /slack/events": "signed",
  "GET /webhooks/wechat": "signed",
  "POST /webhooks/wechat": "signed",
  "GET /webhooks/wecom": "signed",
  "POST /webhooks/wecom": "signed",
  "POST /api/v1/intake": "signed",

  "POST /chat/messages": "chat",
  "GET /chat/events": "chat",
  "GET /chat/my-data": "chat",
  "POST /chat/resume": "chat",

  "POST /api/v1/outcomes": "token",
  "POST /api/v1/spend": "token",

  "GET /exports/:token": "link",
  "GET /voices/:token": "link",

  "GET /console": "page",
  "GET /console/candidates": "page",
  "GET /console/candidates/:id": "page",
  "GET /console/requests": "page",
  "GET /console/digest": "page",
  "GET /console/digests/now/now": "page",
  "GET /console/digests/now/now/mail": "page",
  "GET /console/digests/now/matched": "page",
  "GET /console/digests/now/matched/mail": "page",
  "GET /console/digests/now/channels": "page",
  "GET /console/digests/now/channels/mail": "page",
  "GET /console/digests/:id": "page",
  "GET /console/digests/:id/mail": "page",
  "GET /console/reviews": "page",
  "GET /console/jobs": "page",
  "GET /console/jobs/:job": "page",
  "GET /console/mail": "page",
  "GET /console/people": "page",
  "GET /console/settings": "page",
  "GET /console/help": "page",
  "GET /console/impact": "page",
  "GET /console/impact/file": "page",
  "GET /console/numbers": "page",
  "GET /console/numbers/:tab": "page",
  "GET /console/ask": "page",
  "POST /console/ask": "page",
  "GET /console/run": "page",
  "POST /console/run": "page",
  "GET /console/picture": "page",
  "POST /console/actions/:id": "page",
  "POST /console/files/:id": "page",
  "POST /console/language": "page",
  "POST /console/sign-out": "page",
};
