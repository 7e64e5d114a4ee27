import { inLocale } from "../locale.ts";
import { type Scene, say } from "./scene.ts";
import type { Taken } from "./state.ts";

/** Tells the candidate that a person answers now, and how to go on with the assistant where there is something left. */
export function sayTaken(scene: Scene, { by, resume }: Taken, interrupted = false): void {
  const params = { name: inLocale(by.shown, scene.locale) };
  if (resume.status === "done") return void say(scene, "hold.taken_done", { params });
  const key = interrupted ? "hold.taken_interrupted" : "hold.taken";
  say(scene, key, { params, token: "hold", choices: [["continue", "hold.choice_continue"]] });
}
