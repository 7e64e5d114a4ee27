CREATE TABLE "carrier_addresses" (
	"company_id" text NOT NULL,
	"channel" text NOT NULL,
	"account" text NOT NULL,
	"code" text NOT NULL,
	"address" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "carrier_addresses_company_id_channel_account_code_pk" PRIMARY KEY("company_id","channel","account","code")
);
