-- How many weekdays there are. Without it the planner takes weekday and hour for thousands of groups and sorts all rows
-- instead of gathering them (metrics/dimensions.ts writes the same expression).
CREATE STATISTICS IF NOT EXISTS "waits_weekday" ON (("asked_on" - date '1900-01-01') % 7 + 1) FROM "waits";
