import { z } from "zod";

/**
 * Who somebody is: a Slack user id (U…, any workspace unless `team` says which), `slack:TEAM:USER` or `console:NAME`; comes
 * out as the id that is stored.
 */
export const personId = (team = "*") =>
  z
    .string()
    .trim()
    .transform((who) => (/^[UW][A-Z0-9]{2,}$/.test(who) ? `slack:${team}:${who}` : who))
    .refine((id) => /^(slack:(\*|[TE][A-Z0-9]+):[UW][A-Z0-9]{2,}|console:[\p{L}\p{N}_.-]{1,40})$/u.test(id), {
      error: "WHO is a Slack user id (U…), slack:TEAM:USER or console:NAME",
    });

/** The workspace in the id of a Slack person; undefined for others and for an entry of any workspace. */
export const teamOf = (id: string): string | undefined => /^slack:([TE][A-Z0-9]+):/.exec(id)?.[1];
