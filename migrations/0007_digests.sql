CREATE TABLE "alerts" (
	"company_id" text NOT NULL,
	"key" text NOT NULL,
	"began_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"body" jsonb NOT NULL,
	CONSTRAINT "alerts_company_id_key_began_at_pk" PRIMARY KEY("company_id","key","began_at")
);
--> statement-breakpoint
CREATE TABLE "digest_rows" (
	"company_id" text NOT NULL,
	"digest_id" text NOT NULL,
	"position" integer NOT NULL,
	"application_id" uuid NOT NULL,
	"fresh" boolean NOT NULL,
	CONSTRAINT "digest_rows_company_id_digest_id_position_pk" PRIMARY KEY("company_id","digest_id","position")
);
--> statement-breakpoint
CREATE TABLE "digests" (
	"company_id" text NOT NULL,
	"id" text NOT NULL,
	"kind" text NOT NULL,
	"audience" text NOT NULL,
	"slot" text NOT NULL,
	"body" jsonb,
	"made_at" timestamp with time zone NOT NULL,
	"shown_at" timestamp with time zone,
	CONSTRAINT "digests_company_id_id_pk" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
CREATE TABLE "posting_places" (
	"company_id" text NOT NULL,
	"place" text NOT NULL,
	"next_at" timestamp with time zone NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "posting_places_company_id_place_pk" PRIMARY KEY("company_id","place")
);
--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "place" text DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "alerts_open" ON "alerts" USING btree ("company_id","key") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "digest_rows_application" ON "digest_rows" USING btree ("company_id","application_id");--> statement-breakpoint
CREATE INDEX "digests_audience" ON "digests" USING btree ("company_id","kind","audience","made_at");--> statement-breakpoint
CREATE INDEX "digests_made" ON "digests" USING btree ("company_id","made_at");--> statement-breakpoint
CREATE INDEX "outbox_place" ON "outbox" USING btree ("company_id","place","seq") WHERE channel = 'recruiters' and state in ('pending','inflight');--> statement-breakpoint
CREATE INDEX "outbox_under_way" ON "outbox" USING btree ("company_id","place") WHERE channel = 'recruiters' and state = 'inflight';