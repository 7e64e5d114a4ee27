CREATE TABLE "interview_bookings" (
	"company_id" text NOT NULL,
	"id" uuid NOT NULL,
	"application_id" uuid NOT NULL,
	"slot_id" uuid,
	"seat" integer,
	"state" text NOT NULL,
	"time_zone" text NOT NULL,
	"entry" uuid NOT NULL,
	"moves" integer DEFAULT 0 NOT NULL,
	"code" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"changed_by" text NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "interview_bookings_company_id_id_pk" PRIMARY KEY("company_id","id"),
	CONSTRAINT "interview_bookings_code" UNIQUE("code"),
	CONSTRAINT "interview_bookings_sane" CHECK (state = 'offered' or slot_id is not null or seat is null)
);
--> statement-breakpoint
CREATE TABLE "interview_feedback" (
	"company_id" text NOT NULL,
	"booking_id" uuid NOT NULL,
	"recruiter_id" text NOT NULL,
	"application_id" uuid NOT NULL,
	"scores" jsonb NOT NULL,
	"recommend" boolean NOT NULL,
	"note_sealed" "bytea",
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "interview_feedback_company_id_booking_id_recruiter_id_pk" PRIMARY KEY("company_id","booking_id","recruiter_id")
);
--> statement-breakpoint
CREATE TABLE "interview_reminders" (
	"company_id" text NOT NULL,
	"booking_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"application_id" uuid NOT NULL,
	"conversation_id" uuid NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"state" text DEFAULT 'armed' NOT NULL,
	"bubble" text,
	"said_at" timestamp with time zone,
	CONSTRAINT "interview_reminders_company_id_booking_id_kind_pk" PRIMARY KEY("company_id","booking_id","kind")
);
--> statement-breakpoint
CREATE TABLE "interview_slots" (
	"company_id" text NOT NULL,
	"id" uuid NOT NULL,
	"job_id" text NOT NULL,
	"interviewer" text NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"time_zone" text NOT NULL,
	"capacity" integer NOT NULL,
	"buffer" integer NOT NULL,
	"place" text NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"source" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"cancelled_by" text,
	"cancelled_at" timestamp with time zone,
	CONSTRAINT "interview_slots_company_id_id_pk" PRIMARY KEY("company_id","id"),
	CONSTRAINT "interview_slots_sane" CHECK (ends_at > starts_at and capacity between 1 and 50 and buffer between 0 and 240)
);
--> statement-breakpoint
CREATE TABLE "interview_times" (
	"company_id" text NOT NULL,
	"who" text NOT NULL,
	"piece" integer NOT NULL,
	"slot_id" uuid NOT NULL,
	"application_id" uuid,
	"ends_at" timestamp with time zone NOT NULL,
	CONSTRAINT "interview_times_company_id_who_piece_pk" PRIMARY KEY("company_id","who","piece")
);
--> statement-breakpoint
CREATE UNIQUE INDEX "interview_bookings_one" ON "interview_bookings" USING btree ("company_id","application_id") WHERE state in ('offered', 'booked', 'confirmed');--> statement-breakpoint
CREATE UNIQUE INDEX "interview_bookings_seat" ON "interview_bookings" USING btree ("company_id","slot_id","seat") WHERE state in ('booked', 'confirmed', 'attended', 'no_show');--> statement-breakpoint
CREATE INDEX "interview_bookings_application" ON "interview_bookings" USING btree ("company_id","application_id","created_at");--> statement-breakpoint
CREATE INDEX "interview_feedback_application" ON "interview_feedback" USING btree ("company_id","application_id");--> statement-breakpoint
CREATE INDEX "interview_reminders_conversation" ON "interview_reminders" USING btree ("company_id","conversation_id");--> statement-breakpoint
CREATE UNIQUE INDEX "interview_slots_once" ON "interview_slots" USING btree ("company_id","interviewer","job_id","starts_at") WHERE state = 'open';--> statement-breakpoint
CREATE INDEX "interview_slots_start" ON "interview_slots" USING btree ("company_id","starts_at");--> statement-breakpoint
CREATE INDEX "interview_times_slot" ON "interview_times" USING btree ("company_id","slot_id");--> statement-breakpoint
CREATE INDEX "interview_times_application" ON "interview_times" USING btree ("company_id","application_id");--> statement-breakpoint
CREATE INDEX "interview_times_end" ON "interview_times" USING btree ("ends_at");