<?php
/**
 * Makes the store that JSON in the environment describes: options, taxes, categories, products, coupons. What is there already is left alone.
 * Prints the ids of products (a variation's after its parent's) and of categories, in their order.
 */

$plan = json_decode( (string) getenv( 'FINDERS_FEE_PLAN' ), true );

foreach ( $plan['options'] as $name => $value ) {
	update_option( $name, $value );
}

// Shops that sell by weight count pieces in fractions, in every process.
$by_weight = WPMU_PLUGIN_DIR . '/by-weight.php';
if ( $plan['byWeight'] ) {
	file_put_contents( $by_weight, "<?php add_action( 'plugins_loaded', function () { remove_filter( 'woocommerce_stock_amount', 'intval' ); add_filter( 'woocommerce_stock_amount', 'floatval' ); } );" );
} elseif ( is_file( $by_weight ) ) {
	unlink( $by_weight );
}

global $wpdb;
$wpdb->query( "DELETE FROM {$wpdb->prefix}woocommerce_tax_rates" );
foreach ( $plan['taxes'] as $order => $rate ) {
	WC_Tax::_insert_tax_rate( $rate + array( 'tax_rate_order' => $order ) );
}
WC_Cache_Helper::invalidate_cache_group( 'taxes' );

$categories = array();
foreach ( $plan['categories'] as $category ) {
	$parent       = null === $category['parent'] ? 0 : $categories[ $category['parent'] ];
	$made         = wp_insert_term( $category['name'], 'product_cat', array( 'parent' => $parent ) );
	$categories[] = is_wp_error( $made ) ? (int) $made->get_error_data() : (int) $made['term_id'];
}

$products = array();
foreach ( $plan['products'] as $item ) {
	$id = wc_get_product_id_by_sku( $item['sku'] );
	if ( 0 === $id ) {
		$product = 0 === count( $item['variations'] ) ? new WC_Product_Simple() : new WC_Product_Variable();
		$product->set_name( $item['sku'] );
		$product->set_sku( $item['sku'] );
		$product->set_category_ids( array_map( fn( $position ) => $categories[ $position ], $item['categories'] ) );
		$product->set_tax_status( $item['taxStatus'] );
		$product->set_tax_class( $item['taxClass'] );
		$product->set_regular_price( $item['price'] );
		$product->set_sale_price( $item['salePrice'] );
		if ( $product instanceof WC_Product_Variable ) {
			$attribute = new WC_Product_Attribute();
			$attribute->set_name( 'Size' );
			$attribute->set_options( array_keys( $item['variations'] ) );
			$attribute->set_variation( true );
			$product->set_attributes( array( $attribute ) );
		}
		$id = $product->save();
		foreach ( $item['variations'] as $size => $price ) {
			$variation = new WC_Product_Variation();
			$variation->set_parent_id( $id );
			$variation->set_attributes( array( 'size' => (string) $size ) );
			$variation->set_regular_price( $price );
			$variation->save();
		}
	}
	$products[] = array_merge( array( $id ), wc_get_product( $id )->get_children() );
}

foreach ( $plan['coupons'] as $item ) {
	$ids    = fn( $positions ) => array_merge( ...array_map( fn( $position ) => array( $products[ $position[0] ][ $position[1] ] ), $positions ) );
	$groups = fn( $positions ) => array_map( fn( $position ) => $categories[ $position ], $positions );
	$coupon = new WC_Coupon();
	$coupon->set_code( $item['code'] );
	$coupon->set_discount_type( $item['type'] );
	$coupon->set_amount( $item['amount'] );
	$coupon->set_product_ids( $ids( $item['products'] ) );
	$coupon->set_excluded_product_ids( $ids( $item['excludedProducts'] ) );
	$coupon->set_product_categories( $groups( $item['categories'] ) );
	$coupon->set_excluded_product_categories( $groups( $item['excludedCategories'] ) );
	$coupon->set_limit_usage_to_x_items( $item['items'] );
	$coupon->set_free_shipping( $item['freeShipping'] );
	$coupon->set_exclude_sale_items( $item['excludeSale'] );
	$coupon->save();
}

echo wp_json_encode( compact( 'products', 'categories' ) );
