CREATE TABLE "conversation_events" (
	"company_id" text NOT NULL,
	"conversation_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"type" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"body_sealed" "bytea",
	CONSTRAINT "conversation_events_company_id_conversation_id_seq_pk" PRIMARY KEY("company_id","conversation_id","seq")
);
--> statement-breakpoint
CREATE TABLE "conversations" (
	"company_id" text NOT NULL,
	"id" uuid NOT NULL,
	"application_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"account" text NOT NULL,
	"thread_index" text NOT NULL,
	"thread_sealed" "bytea",
	"locale" text NOT NULL,
	"status" text NOT NULL,
	"state_sealed" "bytea",
	"pins" jsonb NOT NULL,
	"events" integer DEFAULT 0 NOT NULL,
	"lines" integer DEFAULT 0 NOT NULL,
	"link_seen_at" timestamp with time zone,
	"unreachable" boolean DEFAULT false NOT NULL,
	"last_said_at" timestamp with time zone,
	"said_count" integer DEFAULT 0 NOT NULL,
	"minute_start" timestamp with time zone,
	"minute_count" integer DEFAULT 0 NOT NULL,
	"notice_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"erased_at" timestamp with time zone,
	CONSTRAINT "conversations_company_id_id_pk" PRIMARY KEY("company_id","id"),
	CONSTRAINT "conversations_thread" UNIQUE("company_id","channel","account","thread_index")
);
--> statement-breakpoint
CREATE TABLE "inbox" (
	"company_id" text NOT NULL,
	"channel" text NOT NULL,
	"account" text NOT NULL,
	"thread_index" text NOT NULL,
	"delivery_id" text NOT NULL,
	"conversation_id" uuid,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "inbox_company_id_channel_account_thread_index_delivery_id_pk" PRIMARY KEY("company_id","channel","account","thread_index","delivery_id")
);
--> statement-breakpoint
CREATE TABLE "messages" (
	"company_id" text NOT NULL,
	"conversation_id" uuid NOT NULL,
	"n" integer NOT NULL,
	"author" text NOT NULL,
	"section" text NOT NULL,
	"ref" text NOT NULL,
	"body_sealed" "bytea",
	"at" timestamp with time zone NOT NULL,
	"late" boolean DEFAULT false NOT NULL,
	CONSTRAINT "messages_company_id_conversation_id_n_pk" PRIMARY KEY("company_id","conversation_id","n"),
	CONSTRAINT "messages_ref" UNIQUE("company_id","conversation_id","author","ref")
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"company_id" text NOT NULL,
	"lane" text NOT NULL,
	"seq" bigint GENERATED ALWAYS AS IDENTITY (sequence name "outbox_seq_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"key" text NOT NULL,
	"channel" text NOT NULL,
	"conversation_id" uuid,
	"application_id" uuid,
	"body_sealed" "bytea",
	"tracked" boolean DEFAULT false NOT NULL,
	"state" text DEFAULT 'pending' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"token" uuid,
	"lease_until" timestamp with time zone,
	"not_before" timestamp with time zone DEFAULT now() NOT NULL,
	"external_id" text,
	"maybe_doubled" boolean DEFAULT false NOT NULL,
	"last_error" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"settled_at" timestamp with time zone,
	CONSTRAINT "outbox_company_id_lane_key_pk" PRIMARY KEY("company_id","lane","key")
);
--> statement-breakpoint
CREATE TABLE "timers" (
	"company_id" text NOT NULL,
	"conversation_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"generation" integer NOT NULL,
	"due" timestamp with time zone NOT NULL,
	"token" uuid,
	"lease_until" timestamp with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "timers_company_id_conversation_id_kind_pk" PRIMARY KEY("company_id","conversation_id","kind")
);
--> statement-breakpoint
CREATE TABLE "application_events" (
	"company_id" text NOT NULL,
	"application_id" uuid NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "application_events_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"key" text NOT NULL,
	"name" text NOT NULL,
	"actor" text NOT NULL,
	"data" jsonb,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "application_events_company_id_application_id_key_pk" PRIMARY KEY("company_id","application_id","key")
);
--> statement-breakpoint
CREATE TABLE "applications" (
	"company_id" text NOT NULL,
	"id" uuid NOT NULL,
	"number" integer NOT NULL,
	"candidate_id" uuid NOT NULL,
	"job_id" text NOT NULL,
	"stage" text DEFAULT 'started' NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	"first_touch" text,
	"last_touch" text,
	"job_fit" jsonb,
	"total" double precision,
	"band" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"stage_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "applications_company_id_id_pk" PRIMARY KEY("company_id","id"),
	CONSTRAINT "applications_number" UNIQUE("company_id","number")
);
--> statement-breakpoint
CREATE TABLE "assessments" (
	"company_id" text NOT NULL,
	"id" uuid NOT NULL,
	"application_id" uuid NOT NULL,
	"conversation_id" uuid NOT NULL,
	"attempt" integer NOT NULL,
	"rubric_version" text NOT NULL,
	"input_hash" text NOT NULL,
	"total" double precision NOT NULL,
	"band" text NOT NULL,
	"passed" boolean NOT NULL,
	"dimensions" jsonb NOT NULL,
	"body_sealed" "bytea",
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "assessments_company_id_id_pk" PRIMARY KEY("company_id","id"),
	CONSTRAINT "assessments_once" UNIQUE("company_id","conversation_id","attempt","rubric_version","input_hash")
);
--> statement-breakpoint
CREATE TABLE "candidates" (
	"company_id" text NOT NULL,
	"id" uuid NOT NULL,
	"name_sealed" "bytea",
	"name_index" text,
	"locale" text NOT NULL,
	"consent_screening" boolean,
	"consent_model" boolean,
	"consent_pool" boolean,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"erased_at" timestamp with time zone,
	CONSTRAINT "candidates_company_id_id_pk" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
CREATE TABLE "companies" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"time_zone" text DEFAULT 'Asia/Shanghai' NOT NULL,
	"last_number" integer DEFAULT 1000 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "jobs" (
	"company_id" text NOT NULL,
	"id" text NOT NULL,
	"title" text NOT NULL,
	"scenario_id" text NOT NULL,
	"rule_id" text NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"created_by" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"closed_at" timestamp with time zone,
	CONSTRAINT "jobs_company_id_id_pk" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
CREATE TABLE "recruiter_inbox" (
	"company_id" text NOT NULL,
	"delivery_id" text NOT NULL,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "recruiter_inbox_company_id_delivery_id_pk" PRIMARY KEY("company_id","delivery_id")
);
--> statement-breakpoint
CREATE TABLE "recruiter_posts" (
	"company_id" text NOT NULL,
	"key" text NOT NULL,
	"kind" text NOT NULL,
	"application_id" uuid,
	"place" text NOT NULL,
	"ts" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "recruiter_posts_company_id_key_pk" PRIMARY KEY("company_id","key")
);
--> statement-breakpoint
CREATE TABLE "recruiters" (
	"company_id" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"added_by" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"removed_at" timestamp with time zone,
	CONSTRAINT "recruiters_company_id_id_pk" PRIMARY KEY("company_id","id")
);
--> statement-breakpoint
CREATE TABLE "tracking_links" (
	"company_id" text NOT NULL,
	"code" text NOT NULL,
	"job_id" text NOT NULL,
	"source" text NOT NULL,
	"campaign" text,
	"created_by" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "tracking_links_company_id_code_pk" PRIMARY KEY("company_id","code"),
	CONSTRAINT "tracking_links_code" UNIQUE("code")
);
--> statement-breakpoint
CREATE TABLE "content_versions" (
	"file_id" text NOT NULL,
	"version" text NOT NULL,
	"body" jsonb NOT NULL,
	"first_seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "content_versions_file_id_version_pk" PRIMARY KEY("file_id","version")
);
--> statement-breakpoint
CREATE TABLE "settings" (
	"key" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "web_sessions" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"company_id" text NOT NULL,
	"kind" text NOT NULL,
	"conversation_id" uuid,
	"thread_id" text,
	"recruiter_id" text,
	"replaces" text,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "jobs" ADD CONSTRAINT "jobs_company_id_companies_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "conversations_application" ON "conversations" USING btree ("company_id","application_id");--> statement-breakpoint
CREATE INDEX "outbox_open" ON "outbox" USING btree ("company_id","lane","seq") WHERE state in ('pending','inflight');--> statement-breakpoint
CREATE INDEX "outbox_due" ON "outbox" USING btree ("not_before") WHERE state in ('pending','inflight');--> statement-breakpoint
CREATE INDEX "timers_due" ON "timers" USING btree ("due");--> statement-breakpoint
CREATE INDEX "application_events_name" ON "application_events" USING btree ("company_id","name","at");--> statement-breakpoint
CREATE INDEX "applications_stage" ON "applications" USING btree ("company_id","stage","stage_at");--> statement-breakpoint
CREATE INDEX "applications_candidate" ON "applications" USING btree ("company_id","candidate_id");--> statement-breakpoint
CREATE INDEX "assessments_application" ON "assessments" USING btree ("company_id","application_id");--> statement-breakpoint
CREATE INDEX "candidates_name" ON "candidates" USING btree ("company_id","name_index");--> statement-breakpoint
CREATE INDEX "recruiter_posts_ts" ON "recruiter_posts" USING btree ("company_id","place","ts");--> statement-breakpoint
CREATE INDEX "recruiter_posts_application" ON "recruiter_posts" USING btree ("company_id","application_id");--> statement-breakpoint
CREATE INDEX "web_sessions_expires" ON "web_sessions" USING btree ("expires_at");