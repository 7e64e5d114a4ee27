CREATE TABLE "channel_alerts" (
	"company_id" text NOT NULL,
	"channel" text NOT NULL,
	"began_on" date NOT NULL,
	"per_day" double precision NOT NULL,
	"ended_on" date,
	"ended" text,
	CONSTRAINT "channel_alerts_company_id_channel_began_on_pk" PRIMARY KEY("company_id","channel","began_on")
);
--> statement-breakpoint
CREATE TABLE "channel_checks" (
	"company_id" text NOT NULL,
	"checked_day" date,
	CONSTRAINT "channel_checks_company_id_pk" PRIMARY KEY("company_id")
);
