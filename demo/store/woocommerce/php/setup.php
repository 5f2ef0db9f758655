<?php
/**
 * Second of two processes: loading WordPress installs WooCommerce, then the shop gets what every test and the demo
 * take for granted. Nothing here depends on the address or the options of a single store.
 */

define( 'DISABLE_WP_CRON', true );
require getenv( 'FINDERS_FEE_SITE' ) . '/wp-load.php';
wp_set_current_user( 1 );

// Normally on the first visit of wp-admin: it turns the order tables on.
WC_Install::newly_installed();
WC_Install::create_pages();

$options = array(
	'blogdescription'                             => 'Coffee, tea and what goes with it',
	'timezone_string'                             => 'Europe/Berlin',
	'default_comment_status'                      => 'closed',
	'woocommerce_currency'                        => 'EUR',
	'woocommerce_default_country'                 => 'DE',
	'woocommerce_store_address'                   => 'Am Hafen 1',
	'woocommerce_store_city'                      => 'Hamburg',
	'woocommerce_store_postcode'                  => '20457',
	'woocommerce_calc_taxes'                      => 'no',
	'woocommerce_tax_based_on'                    => 'base',
	'woocommerce_enable_coupons'                  => 'yes',
	'woocommerce_coming_soon'                     => 'no',
	'woocommerce_store_pages_only'                => 'no',
	'woocommerce_enable_guest_checkout'           => 'yes',
	'woocommerce_enable_myaccount_registration'   => 'yes',
	'woocommerce_onboarding_profile'              => array( 'skipped' => true ),
	'woocommerce_task_list_hidden'                => 'yes',
	'woocommerce_extended_task_list_hidden'       => 'yes',
	'woocommerce_allow_tracking'                  => 'no',
	'woocommerce_show_marketplace_suggestions'    => 'no',
	'woocommerce_default_homepage_layout'         => 'single_column',
	'woocommerce_cod_settings'                    => array(
		'enabled'            => 'yes',
		'title'              => 'Cash on delivery',
		'description'        => 'Pay with cash upon delivery.',
		'instructions'       => 'Pay with cash upon delivery.',
		'enable_for_methods' => array(),
		'enable_for_virtual' => 'yes',
	),
);
foreach ( $options as $name => $value ) {
	update_option( $name, $value );
}
update_user_meta( 1, 'show_welcome_panel', 0 );
update_user_meta( 1, 'dismissed_wp_pointers', 'wp496_privacy' );

// The shop is the front page: who opens the address wants to buy, not to read "Hello world".
foreach ( array( 1, 2, 3 ) as $sample ) {
	wp_delete_post( $sample, true );
}
update_option( 'show_on_front', 'page' );
update_option( 'page_on_front', wc_get_page_id( 'shop' ) );

$zone = new WC_Shipping_Zone( 0 );
if ( ! $zone->get_shipping_methods() ) {
	$flat_rate = $zone->add_shipping_method( 'flat_rate' );
	update_option(
		'woocommerce_flat_rate_' . $flat_rate . '_settings',
		array(
			'title'      => 'Parcel',
			'tax_status' => 'taxable',
			'cost'       => '5.00',
		)
	);
}

$categories = array();
foreach ( json_decode( (string) file_get_contents( __DIR__ . '/../../products.json' ), true ) as $item ) {
	if ( ! isset( $categories[ $item['category'] ] ) ) {
		$categories[ $item['category'] ] = wp_insert_term( $item['category'], 'product_cat' )['term_id'];
	}
	$product = new WC_Product_Simple();
	$product->set_name( $item['name'] );
	$product->set_slug( $item['sku'] );
	$product->set_sku( $item['sku'] );
	$product->set_regular_price( $item['price'] );
	$product->set_category_ids( array( $categories[ $item['category'] ] ) );
	$product->set_reviews_allowed( false );
	$product->save();
}

flush_rewrite_rules();
// What the installation queued for later is done now, so that a store is idle when it starts.
do {
	$ran = ActionScheduler_QueueRunner::instance()->run( 'setup' );
} while ( $ran > 0 );
