CREATE TABLE `affiliate_keys` (
	`affiliate_id` char(36) NOT NULL,
	`kind` enum('user','email','payout_email','phone') NOT NULL,
	`key_hash` char(64) NOT NULL,
	CONSTRAINT `affiliate_keys_affiliate_id_kind_key_hash_pk` PRIMARY KEY(`affiliate_id`,`kind`,`key_hash`)
);
--> statement-breakpoint
CREATE TABLE `affiliate_notes` (
	`id` char(36) NOT NULL,
	`affiliate_id` char(36) NOT NULL,
	`text` varchar(2000) NOT NULL,
	`written_by_user_id` bigint unsigned,
	`written_at` datetime(3) NOT NULL,
	CONSTRAINT `affiliate_notes_id` PRIMARY KEY(`id`)
);
--> statement-breakpoint
CREATE TABLE `affiliates` (
	`id` char(36) NOT NULL,
	`name` varchar(120) NOT NULL,
	`email` varchar(254),
	`status` enum('pending','active','rejected','suspended') NOT NULL,
	`wordpress_user_id` bigint unsigned,
	`program_id` char(36) NOT NULL,
	`phone` varchar(40),
	`payout` varchar(4100),
	`link_code` char(8) NOT NULL,
	`created_at` datetime(3) NOT NULL,
	`deleted_at` datetime(3),
	CONSTRAINT `affiliates_id` PRIMARY KEY(`id`),
	CONSTRAINT `affiliates_user` UNIQUE(`wordpress_user_id`),
	CONSTRAINT `affiliates_link` UNIQUE(`link_code`)
);
--> statement-breakpoint
CREATE TABLE `commissions` (
	`id` char(36) NOT NULL,
	`order_id` bigint unsigned,
	`offline_sale_id` char(36),
	`affiliate_id` char(36) NOT NULL,
	`program_id` char(36) NOT NULL,
	`coupon_id` bigint unsigned,
	`coupon_code` varchar(255),
	`channel` enum('coupon','link','referral_code','offline','manual') NOT NULL,
	`status` enum('pending','held','approved','paid','reversed','rejected') NOT NULL,
	`stage` enum('pending','held','approved','paid','rejected') NOT NULL,
	`review_reasons` json NOT NULL,
	`review_note` varchar(190),
	`currency` char(3) NOT NULL,
	`exponent` tinyint NOT NULL,
	`base_minor` bigint NOT NULL,
	`amount_minor` bigint NOT NULL,
	`paid_minor` bigint NOT NULL,
	`sales_minor` bigint NOT NULL,
	`discount_minor` bigint NOT NULL,
	`summary` json NOT NULL,
	`terms` json NOT NULL,
	`hold_days` int NOT NULL,
	`payable_at` datetime(3) NOT NULL,
	`entries_count` int NOT NULL,
	`placed_at` datetime(3) NOT NULL,
	`recorded_at` datetime(3) NOT NULL,
	CONSTRAINT `commissions_id` PRIMARY KEY(`id`),
	CONSTRAINT `commissions_order_affiliate` UNIQUE(`order_id`,`affiliate_id`),
	CONSTRAINT `commissions_offline_sale` UNIQUE(`offline_sale_id`)
);
--> statement-breakpoint
CREATE TABLE `ledger_transfers` (
	`id` char(36) NOT NULL,
	`reference` varchar(190) NOT NULL,
	`kind` enum('earned','reversed','adjusted','approved','paid','clawed_back','written_off','bonus') NOT NULL,
	`affiliate_id` char(36) NOT NULL,
	`commission_id` char(36),
	`order_id` bigint unsigned,
	`currency` char(3) NOT NULL,
	`exponent` tinyint NOT NULL,
	`from_account` enum('expense','pending','held','approved','paid') NOT NULL,
	`to_account` enum('expense','pending','held','approved','paid') NOT NULL,
	`amount_minor` bigint NOT NULL,
	`reason` varchar(190) NOT NULL,
	`occurred_at` datetime(3) NOT NULL,
	`recorded_at` datetime(3) NOT NULL,
	CONSTRAINT `ledger_transfers_id` PRIMARY KEY(`id`),
	CONSTRAINT `ledger_transfers_reference` UNIQUE(`reference`)
);
--> statement-breakpoint
CREATE TABLE `verifications` (
	`id` char(36) NOT NULL,
	`checked_at` datetime(3) NOT NULL,
	`commissions_checked` int NOT NULL,
	`commissions_drifting` int NOT NULL,
	`drift` json NOT NULL,
	CONSTRAINT `verifications_id` PRIMARY KEY(`id`)
);
--> statement-breakpoint
CREATE TABLE `idempotency_keys` (
	`key_hash` char(64) NOT NULL,
	`request_hash` char(64) NOT NULL,
	`status` int NOT NULL,
	`response` json,
	`created_at` datetime(3) NOT NULL,
	CONSTRAINT `idempotency_keys_key_hash` PRIMARY KEY(`key_hash`)
);
--> statement-breakpoint
CREATE TABLE `pairing_codes` (
	`code_hash` char(64) NOT NULL,
	`expires_at` datetime(3) NOT NULL,
	CONSTRAINT `pairing_codes_code_hash` PRIMARY KEY(`code_hash`)
);
--> statement-breakpoint
CREATE TABLE `store_connection` (
	`slot` tinyint NOT NULL,
	`store_url` varchar(500) NOT NULL,
	`rest_url` varchar(500) NOT NULL,
	`webhook_source` varchar(500) NOT NULL,
	`consumer_key_sealed` text NOT NULL,
	`consumer_secret_sealed` text NOT NULL,
	`webhook_secret_sealed` text NOT NULL,
	`previous_webhook_secret_sealed` text,
	`previous_webhook_secret_until` datetime(3),
	`token_secret_sealed` text NOT NULL,
	`facts` json NOT NULL,
	`facts_at` datetime(3) NOT NULL,
	`connected_at` datetime(3) NOT NULL,
	CONSTRAINT `store_connection_slot` PRIMARY KEY(`slot`)
);
--> statement-breakpoint
CREATE TABLE `used_tokens` (
	`jti` char(36) NOT NULL,
	`expires_at` datetime(3) NOT NULL,
	CONSTRAINT `used_tokens_jti` PRIMARY KEY(`jti`)
);
--> statement-breakpoint
CREATE TABLE `coupon_ownerships` (
	`id` char(36) NOT NULL,
	`coupon_id` bigint unsigned NOT NULL,
	`affiliate_id` char(36) NOT NULL,
	`valid_from` datetime(3),
	`valid_to` datetime(3),
	`created_at` datetime(3) NOT NULL,
	CONSTRAINT `coupon_ownerships_id` PRIMARY KEY(`id`)
);
--> statement-breakpoint
CREATE TABLE `coupons` (
	`coupon_id` bigint unsigned NOT NULL,
	`code` varchar(255) NOT NULL,
	`discount_type` varchar(40) NOT NULL,
	`amount` varchar(40) NOT NULL,
	`expires_on` date,
	`restrictions` json,
	`usage_count` int NOT NULL,
	`status` enum('publish','draft','trash','deleted') NOT NULL,
	`seen_at` datetime(3) NOT NULL,
	CONSTRAINT `coupons_coupon_id` PRIMARY KEY(`coupon_id`)
);
--> statement-breakpoint
CREATE TABLE `customer_keys` (
	`key_hash` char(64) NOT NULL,
	`customer_id` char(36) NOT NULL,
	CONSTRAINT `customer_keys_key_hash` PRIMARY KEY(`key_hash`)
);
--> statement-breakpoint
CREATE TABLE `customer_phones` (
	`phone_hash` char(64) NOT NULL,
	`customer_id` char(36) NOT NULL,
	CONSTRAINT `customer_phones_phone_hash_customer_id_pk` PRIMARY KEY(`phone_hash`,`customer_id`)
);
--> statement-breakpoint
CREATE TABLE `customers` (
	`id` char(36) NOT NULL,
	`wordpress_user_id` bigint unsigned,
	`canonical_email` varchar(254),
	`email` varchar(254),
	`name` varchar(200) NOT NULL,
	`referral_code` varchar(255),
	`referral_code_set_at` datetime(3),
	`referral_code_order_id` bigint unsigned,
	`referral_code_source` enum('first_order','typed','administrator'),
	`first_order_id` bigint unsigned,
	`first_order_at` datetime(3),
	`created_at` datetime(3) NOT NULL,
	CONSTRAINT `customers_id` PRIMARY KEY(`id`),
	CONSTRAINT `customers_user` UNIQUE(`wordpress_user_id`)
);
--> statement-breakpoint
CREATE TABLE `referral_code_changes` (
	`id` char(36) NOT NULL,
	`customer_id` char(36) NOT NULL,
	`code_before` varchar(255),
	`code_after` varchar(255),
	`source` enum('first_order','typed','administrator') NOT NULL,
	`order_id` bigint unsigned,
	`changed_by_user_id` bigint unsigned,
	`changed_at` datetime(3) NOT NULL,
	CONSTRAINT `referral_code_changes_id` PRIMARY KEY(`id`)
);
--> statement-breakpoint
CREATE TABLE `inbox` (
	`id` char(36) NOT NULL,
	`resource` enum('order','coupon','customer','refund') NOT NULL,
	`resource_id` bigint unsigned NOT NULL,
	`payload` mediumtext,
	`origin` enum('webhook','poll','sweep','reassess','recalculate') NOT NULL,
	`received_at` datetime(3) NOT NULL,
	`available_at` datetime(3) NOT NULL,
	`claimed_by` varchar(64),
	`attempts` int NOT NULL DEFAULT 0,
	`last_error` varchar(500),
	`dead_at` datetime(3),
	CONSTRAINT `inbox_id` PRIMARY KEY(`id`)
);
--> statement-breakpoint
CREATE TABLE `leases` (
	`name` varchar(64) NOT NULL,
	`holder` varchar(64) NOT NULL,
	`fence` bigint unsigned NOT NULL,
	`expires_at` datetime(3) NOT NULL,
	CONSTRAINT `leases_name` PRIMARY KEY(`name`)
);
--> statement-breakpoint
CREATE TABLE `sync_cursors` (
	`name` varchar(64) NOT NULL,
	`value` varchar(255) NOT NULL,
	`updated_at` datetime(3) NOT NULL,
	CONSTRAINT `sync_cursors_name` PRIMARY KEY(`name`)
);
--> statement-breakpoint
CREATE TABLE `offline_batches` (
	`id` char(36) NOT NULL,
	`sales` int NOT NULL,
	`status` enum('recorded','undone') NOT NULL,
	`recorded_at` datetime(3) NOT NULL,
	CONSTRAINT `offline_batches_id` PRIMARY KEY(`id`)
);
--> statement-breakpoint
CREATE TABLE `offline_sales` (
	`id` char(36) NOT NULL,
	`batch_id` char(36),
	`coupon_id` bigint unsigned NOT NULL,
	`coupon_code` varchar(255) NOT NULL,
	`affiliate_id` char(36) NOT NULL,
	`currency` char(3) NOT NULL,
	`exponent` tinyint NOT NULL,
	`amount_minor` bigint,
	`order_reference` varchar(100),
	`sold_on` date NOT NULL,
	`placed_at` datetime(3) NOT NULL,
	`status` enum('recorded','undone') NOT NULL,
	`dedupe_hash` char(64),
	`recorded_at` datetime(3) NOT NULL,
	CONSTRAINT `offline_sales_id` PRIMARY KEY(`id`),
	CONSTRAINT `offline_sales_dedupe` UNIQUE(`dedupe_hash`)
);
--> statement-breakpoint
CREATE TABLE `orders` (
	`order_id` bigint unsigned NOT NULL,
	`number` varchar(100) NOT NULL,
	`status` varchar(40) NOT NULL,
	`currency` char(3) NOT NULL,
	`exponent` tinyint NOT NULL,
	`total_minor` bigint NOT NULL,
	`sales_minor` bigint NOT NULL,
	`discount_minor` bigint NOT NULL,
	`customer_id` char(36),
	`first_coupon_code` varchar(255),
	`ever_paid` boolean NOT NULL,
	`placed_at` datetime(3) NOT NULL,
	`modified_at` datetime(3) NOT NULL,
	`as_of` datetime(3) NOT NULL,
	`counts` boolean NOT NULL,
	`rules` json NOT NULL,
	`categories` json NOT NULL,
	`snapshot` json NOT NULL,
	`snapshot_hash` char(64) NOT NULL,
	`recorded_at` datetime(3) NOT NULL,
	CONSTRAINT `orders_order_id` PRIMARY KEY(`order_id`)
);
--> statement-breakpoint
CREATE TABLE `redemptions` (
	`id` char(36) NOT NULL,
	`order_id` bigint unsigned NOT NULL,
	`position` int NOT NULL,
	`channel` enum('coupon','link','referral_code') NOT NULL,
	`coupon_id` bigint unsigned,
	`coupon_code` varchar(255),
	`affiliate_id` char(36),
	`program_id` char(36),
	`commission_id` char(36),
	`discount_minor` bigint NOT NULL,
	`eligible` boolean NOT NULL,
	`restrictions` json,
	`reasons` json NOT NULL,
	`placed_at` datetime(3) NOT NULL,
	CONSTRAINT `redemptions_id` PRIMARY KEY(`id`),
	CONSTRAINT `redemptions_order_position` UNIQUE(`order_id`,`position`)
);
--> statement-breakpoint
CREATE TABLE `refund_orders` (
	`refund_id` bigint unsigned NOT NULL,
	`order_id` bigint unsigned NOT NULL,
	CONSTRAINT `refund_orders_refund_id` PRIMARY KEY(`refund_id`)
);
--> statement-breakpoint
CREATE TABLE `payout_items` (
	`id` char(36) NOT NULL,
	`payout_id` char(36) NOT NULL,
	`commission_id` char(36),
	`amount_minor` bigint NOT NULL,
	CONSTRAINT `payout_items_id` PRIMARY KEY(`id`)
);
--> statement-breakpoint
CREATE TABLE `payouts` (
	`id` char(36) NOT NULL,
	`affiliate_id` char(36) NOT NULL,
	`currency` char(3) NOT NULL,
	`exponent` tinyint NOT NULL,
	`amount_minor` bigint NOT NULL,
	`status` enum('proposed','paid','cancelled') NOT NULL,
	`open_key` char(64),
	`proposed_at` datetime(3) NOT NULL,
	`paid_at` datetime(3),
	CONSTRAINT `payouts_id` PRIMARY KEY(`id`),
	CONSTRAINT `payouts_open` UNIQUE(`open_key`)
);
--> statement-breakpoint
CREATE TABLE `product_categories` (
	`category_id` bigint unsigned NOT NULL,
	`parent_id` bigint unsigned,
	`own_name` varchar(200) NOT NULL,
	`name` varchar(500) NOT NULL,
	`seen_at` datetime(3) NOT NULL,
	CONSTRAINT `product_categories_category_id` PRIMARY KEY(`category_id`)
);
--> statement-breakpoint
CREATE TABLE `products` (
	`product_id` bigint unsigned NOT NULL,
	`name` varchar(200) NOT NULL,
	`category_ids` json NOT NULL,
	`seen_at` datetime(3) NOT NULL,
	`deleted_at` datetime(3),
	CONSTRAINT `products_product_id` PRIMARY KEY(`product_id`)
);
--> statement-breakpoint
CREATE TABLE `program_versions` (
	`id` char(36) NOT NULL,
	`program_id` char(36) NOT NULL,
	`version` int NOT NULL,
	`rate` json NOT NULL,
	`base` json NOT NULL,
	`hold_days` int,
	`product_rates` json NOT NULL,
	`excluded` json NOT NULL,
	`minimum` json,
	`valid_from` datetime(3) NOT NULL,
	CONSTRAINT `program_versions_id` PRIMARY KEY(`id`),
	CONSTRAINT `program_versions_number` UNIQUE(`program_id`,`version`)
);
--> statement-breakpoint
CREATE TABLE `programs` (
	`id` char(36) NOT NULL,
	`name` varchar(120) NOT NULL,
	`status` enum('active','paused') NOT NULL,
	`starts_at` datetime(3),
	`ends_at` datetime(3),
	`metadata` json NOT NULL,
	`created_at` datetime(3) NOT NULL,
	`deleted_at` datetime(3),
	CONSTRAINT `programs_id` PRIMARY KEY(`id`)
);
--> statement-breakpoint
CREATE TABLE `rate_versions` (
	`id` char(36) NOT NULL,
	`subject` varchar(60) NOT NULL,
	`rate` json,
	`valid_from` datetime(3) NOT NULL,
	CONSTRAINT `rate_versions_id` PRIMARY KEY(`id`)
);
--> statement-breakpoint
CREATE TABLE `settings` (
	`name` varchar(64) NOT NULL,
	`value` json NOT NULL,
	`updated_at` datetime(3) NOT NULL,
	CONSTRAINT `settings_name` PRIMARY KEY(`name`)
);
--> statement-breakpoint
CREATE TABLE `account_balances` (
	`affiliate_id` char(36) NOT NULL,
	`currency` char(3) NOT NULL,
	`exponent` tinyint NOT NULL,
	`pending_minor` bigint NOT NULL,
	`held_minor` bigint NOT NULL,
	`approved_minor` bigint NOT NULL,
	`paid_minor` bigint NOT NULL,
	CONSTRAINT `account_balances_affiliate_id_currency_exponent_pk` PRIMARY KEY(`affiliate_id`,`currency`,`exponent`)
);
--> statement-breakpoint
CREATE TABLE `coupon_uses` (
	`affiliate_id` char(36) NOT NULL,
	`coupon_id` bigint unsigned NOT NULL,
	`uses` int NOT NULL,
	`counting` int NOT NULL,
	CONSTRAINT `coupon_uses_affiliate_id_coupon_id_pk` PRIMARY KEY(`affiliate_id`,`coupon_id`)
);
--> statement-breakpoint
CREATE TABLE `daily_new_customers` (
	`day` date NOT NULL,
	`currency` char(3) NOT NULL,
	`customers` int NOT NULL,
	CONSTRAINT `daily_new_customers_day_currency_pk` PRIMARY KEY(`day`,`currency`)
);
--> statement-breakpoint
CREATE TABLE `daily_totals` (
	`dimension` enum('all','affiliate','coupon','program','channel') NOT NULL,
	`day` date NOT NULL,
	`subject` varchar(255) character set utf8mb4 collate utf8mb4_bin NOT NULL,
	`currency` char(3) NOT NULL,
	`exponent` tinyint NOT NULL,
	`orders` int NOT NULL,
	`sales_minor` bigint NOT NULL,
	`discount_minor` bigint NOT NULL,
	`commission_minor` bigint NOT NULL,
	CONSTRAINT `daily_totals_dimension_day_subject_currency_exponent_pk` PRIMARY KEY(`dimension`,`day`,`subject`,`currency`,`exponent`)
);
--> statement-breakpoint
CREATE INDEX `affiliate_notes_affiliate` ON `affiliate_notes` (`affiliate_id`,`written_at`);--> statement-breakpoint
CREATE INDEX `affiliates_program` ON `affiliates` (`program_id`);--> statement-breakpoint
CREATE INDEX `affiliates_created` ON `affiliates` (`created_at`);--> statement-breakpoint
CREATE INDEX `commissions_payable` ON `commissions` (`status`,`payable_at`);--> statement-breakpoint
CREATE INDEX `commissions_affiliate_payable` ON `commissions` (`affiliate_id`,`status`,`currency`,`payable_at`);--> statement-breakpoint
CREATE INDEX `commissions_placed` ON `commissions` (`placed_at`);--> statement-breakpoint
CREATE INDEX `commissions_affiliate` ON `commissions` (`affiliate_id`,`placed_at`);--> statement-breakpoint
CREATE INDEX `commissions_status` ON `commissions` (`status`,`placed_at`);--> statement-breakpoint
CREATE INDEX `commissions_program` ON `commissions` (`program_id`,`placed_at`);--> statement-breakpoint
CREATE INDEX `commissions_coupon` ON `commissions` (`coupon_id`,`placed_at`);--> statement-breakpoint
CREATE INDEX `commissions_channel` ON `commissions` (`channel`,`placed_at`);--> statement-breakpoint
CREATE INDEX `commissions_recorded` ON `commissions` (`recorded_at`);--> statement-breakpoint
CREATE INDEX `commissions_amount` ON `commissions` (`amount_minor`);--> statement-breakpoint
CREATE INDEX `commissions_order` ON `commissions` (`order_id`);--> statement-breakpoint
CREATE INDEX `ledger_transfers_commission` ON `ledger_transfers` (`commission_id`);--> statement-breakpoint
CREATE INDEX `ledger_transfers_affiliate` ON `ledger_transfers` (`affiliate_id`,`currency`,`exponent`,`to_account`,`from_account`,`amount_minor`);--> statement-breakpoint
CREATE INDEX `ledger_transfers_order` ON `ledger_transfers` (`order_id`);--> statement-breakpoint
CREATE INDEX `ledger_transfers_recorded` ON `ledger_transfers` (`recorded_at`);--> statement-breakpoint
CREATE INDEX `ledger_transfers_occurred` ON `ledger_transfers` (`occurred_at`);--> statement-breakpoint
CREATE INDEX `ledger_transfers_kind` ON `ledger_transfers` (`kind`,`recorded_at`);--> statement-breakpoint
CREATE INDEX `coupon_ownerships_coupon` ON `coupon_ownerships` (`coupon_id`);--> statement-breakpoint
CREATE INDEX `coupon_ownerships_affiliate` ON `coupon_ownerships` (`affiliate_id`);--> statement-breakpoint
CREATE INDEX `coupons_code` ON `coupons` (`code`);--> statement-breakpoint
CREATE INDEX `customer_keys_customer` ON `customer_keys` (`customer_id`);--> statement-breakpoint
CREATE INDEX `customer_phones_customer` ON `customer_phones` (`customer_id`);--> statement-breakpoint
CREATE INDEX `customers_email` ON `customers` (`canonical_email`);--> statement-breakpoint
CREATE INDEX `customers_referral_code` ON `customers` (`referral_code`);--> statement-breakpoint
CREATE INDEX `customers_created` ON `customers` (`created_at`);--> statement-breakpoint
CREATE INDEX `referral_code_changes_customer` ON `referral_code_changes` (`customer_id`,`changed_at`);--> statement-breakpoint
CREATE INDEX `inbox_work` ON `inbox` (`dead_at`,`available_at`);--> statement-breakpoint
CREATE INDEX `inbox_resource` ON `inbox` (`resource`,`resource_id`);--> statement-breakpoint
CREATE INDEX `offline_sales_batch` ON `offline_sales` (`batch_id`);--> statement-breakpoint
CREATE INDEX `offline_sales_affiliate` ON `offline_sales` (`affiliate_id`,`placed_at`);--> statement-breakpoint
CREATE INDEX `offline_sales_placed` ON `offline_sales` (`placed_at`);--> statement-breakpoint
CREATE INDEX `offline_sales_recorded` ON `offline_sales` (`recorded_at`);--> statement-breakpoint
CREATE INDEX `orders_customer` ON `orders` (`customer_id`,`ever_paid`,`placed_at`);--> statement-breakpoint
CREATE INDEX `orders_placed` ON `orders` (`placed_at`,`counts`,`currency`,`exponent`,`sales_minor`,`discount_minor`,`customer_id`,`first_coupon_code`);--> statement-breakpoint
CREATE INDEX `orders_first_coupon` ON `orders` (`first_coupon_code`);--> statement-breakpoint
CREATE INDEX `redemptions_placed` ON `redemptions` (`placed_at`);--> statement-breakpoint
CREATE INDEX `redemptions_coupon` ON `redemptions` (`coupon_id`,`placed_at`);--> statement-breakpoint
CREATE INDEX `redemptions_code` ON `redemptions` (`coupon_code`,`placed_at`);--> statement-breakpoint
CREATE INDEX `redemptions_affiliate` ON `redemptions` (`affiliate_id`,`placed_at`);--> statement-breakpoint
CREATE INDEX `redemptions_commission` ON `redemptions` (`commission_id`);--> statement-breakpoint
CREATE INDEX `redemptions_channel` ON `redemptions` (`channel`,`placed_at`);--> statement-breakpoint
CREATE INDEX `payout_items_payout` ON `payout_items` (`payout_id`);--> statement-breakpoint
CREATE INDEX `payout_items_commission` ON `payout_items` (`commission_id`);--> statement-breakpoint
CREATE INDEX `payouts_affiliate` ON `payouts` (`affiliate_id`,`proposed_at`);--> statement-breakpoint
CREATE INDEX `payouts_proposed` ON `payouts` (`proposed_at`);--> statement-breakpoint
CREATE INDEX `product_categories_name` ON `product_categories` (`name`);--> statement-breakpoint
CREATE INDEX `products_name` ON `products` (`name`);--> statement-breakpoint
CREATE INDEX `rate_versions_subject` ON `rate_versions` (`subject`,`valid_from`);--> statement-breakpoint
CREATE INDEX `daily_totals_subject` ON `daily_totals` (`dimension`,`subject`,`day`);