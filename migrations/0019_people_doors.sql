CREATE TABLE "kept_apart" (
	"company_id" text NOT NULL,
	"first_id" uuid NOT NULL,
	"second_id" uuid NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "kept_apart_company_id_first_id_second_id_pk" PRIMARY KEY("company_id","first_id","second_id")
);
--> statement-breakpoint
CREATE INDEX "intakes_also" ON "intakes" USING btree ("company_id","created_at") WHERE also_candidate_id is not null;