<?php
/**
 * Writes a shop's year: customers, coupons, orders and refunds, as JSON in the environment describes them.
 * Members are found again by their e-mail, so that orders can come in several processes.
 */

$seed = json_decode( (string) getenv( 'FINDERS_FEE_SEED' ), true );

// Nobody logs in as these customers; a strong hash for each of them would be most of the work.
add_filter( 'wp_hash_password_options', fn() => array( 'cost' => 4 ) );

foreach ( $seed['coupons'] as $item ) {
	$coupon = new WC_Coupon();
	$coupon->set_code( $item['code'] );
	$coupon->set_discount_type( $item['discountType'] );
	$coupon->set_amount( $item['amount'] );
	$coupon->save();
}
$makes_customers = array() === $seed['orders'];
$members         = array();
foreach ( $seed['customers'] as $position => $item ) {
	if ( ! $item['isMember'] ) {
		continue;
	}
	if ( $makes_customers ) {
		$customer = new WC_Customer();
		$customer->set_email( $item['email'] );
		$customer->set_username( strstr( $item['email'], '@', true ) );
		$customer->set_first_name( $item['firstName'] );
		$customer->set_last_name( $item['lastName'] );
		$customer->set_password( wp_generate_password() );
		$customer->save();
	} else {
		$members[ $position ] = (int) email_exists( $item['email'] );
	}
}
foreach ( $seed['orders'] as $item ) {
	$person = $seed['customers'][ $item['customer'] ];
	$placed = strtotime( $item['placedAt'] );
	$order  = new WC_Order();
	$order->set_created_via( 'checkout' );
	$order->set_currency( $item['currency'] );
	$order->set_customer_id( $members[ $item['customer'] ] ?? 0 );
	foreach ( array( 'billing', 'shipping' ) as $kind ) {
		$order->{"set_{$kind}_first_name"}( $person['firstName'] );
		$order->{"set_{$kind}_last_name"}( $person['lastName'] );
		$order->{"set_{$kind}_city"}( 'Hamburg' );
		$order->{"set_{$kind}_postcode"}( '20457' );
		$order->{"set_{$kind}_country"}( 'DE' );
	}
	$order->set_billing_email( $person['email'] );
	$order->set_payment_method( 'cod' );
	$order->set_payment_method_title( 'Cash on delivery' );
	$order->set_date_created( $placed );
	foreach ( $item['lines'] as $line ) {
		$order->add_product( wc_get_product( wc_get_product_id_by_sku( $line['sku'] ) ), $line['quantity'] );
	}
	$parcel = new WC_Order_Item_Shipping();
	$parcel->set_method_title( 'Parcel' );
	$parcel->set_method_id( 'flat_rate' );
	$parcel->set_total( '5.00' );
	$order->add_item( $parcel );
	$order->calculate_totals( false );
	if ( null !== $item['coupon'] ) {
		$order->apply_coupon( $item['coupon'] );
	}
	if ( in_array( $item['status'], array( 'completed', 'processing' ), true ) ) {
		$order->set_date_paid( $placed + 60 );
	}
	if ( 'completed' === $item['status'] ) {
		$order->set_date_completed( $placed + DAY_IN_SECONDS );
	}
	$order->set_status( $item['status'] );
	$order->save();
	foreach ( $item['refunds'] as $refund ) {
		$lines  = array();
		$amount = $refund['amount'] ?? $order->get_total();
		foreach ( $order->get_items() as $id => $line ) {
			if ( 'amount' === $refund['kind'] || ( 'pieces' === $refund['kind'] && $lines ) ) {
				break;
			}
			$pieces       = 'full' === $refund['kind'] ? $line->get_quantity() : $refund['pieces'];
			$lines[ $id ] = array(
				'qty'          => $pieces,
				'refund_total' => wc_format_decimal( $line->get_total() * $pieces / $line->get_quantity(), 2 ),
			);
		}
		if ( 'full' === $refund['kind'] ) {
			foreach ( $order->get_items( 'shipping' ) as $id => $line ) {
				$lines[ $id ] = array(
					'qty'          => 1,
					'refund_total' => $line->get_total(),
				);
			}
		}
		if ( 'pieces' === $refund['kind'] ) {
			$amount = array_sum( array_column( $lines, 'refund_total' ) );
		}
		$made = wc_create_refund(
			array(
				'order_id'     => $order->get_id(),
				'amount'       => wc_format_decimal( $amount, 2 ),
				'reason'       => $refund['reason'],
				'line_items'   => $lines,
				'date_created' => strtotime( $refund['at'] ),
			)
		);
		if ( is_wp_error( $made ) ) {
			throw new Exception( 'Refund of order ' . $order->get_id() . ': ' . $made->get_error_message() );
		}
	}
}
