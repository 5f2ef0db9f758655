<?php
/**
 * Marketing › Finder's Fee.
 *
 * @package FindersFee
 */

namespace FindersFee;

defined( 'ABSPATH' ) || exit;

/**
 * Prints the page's shell, which the script takes over: heading, tabs and the tab's sentence are there at the first paint.
 */
final class Admin_Page {

	const SLUG = 'finders-fee';

	/** Tabs that are hidden while coupons earn nothing (admin-ui/src/admin/shown-tabs.ts). */
	const ABOUT_COUPONS = array( 'coupons', 'offline-sales' );

	/**
	 * The plugin's memory.
	 *
	 * @var State
	 */
	private $state;

	public function __construct( State $state ) {
		$this->state = $state;
	}

	/**
	 * Adds the page beside Coupons; under WooCommerce where Marketing is switched off.
	 */
	public function add_to_menu(): void {
		$parent = isset( $GLOBALS['admin_page_hooks']['woocommerce-marketing'] ) ? 'woocommerce-marketing' : 'woocommerce';
		$name   = __( 'Finder’s Fee', 'finders-fee' );
		$screen = add_submenu_page( $parent, $name, $name, 'manage_woocommerce', self::SLUG, array( $this, 'print_page' ) );
		if ( is_string( $screen ) ) {
			add_action( "load-$screen", array( $this, 'prepare' ) );
		}
	}

	/**
	 * Runs on this screen only.
	 */
	public function prepare(): void {
		add_action( 'admin_head', array( $this, 'print_head' ) );
		add_action(
			'admin_enqueue_scripts',
			static function (): void {
				Assets::enqueue( 'admin', array( 'wp-components' ) );
			}
		);
	}

	/**
	 * The configuration, and the tab's first request on its way before the scripts are read.
	 */
	public function print_head(): void {
		$config = wp_json_encode( Admin_Config::build( $this->state, self::url() ), JSON_HEX_TAG | JSON_UNESCAPED_SLASHES );
		wp_print_inline_script_tag( "window.findersFee = $config;" . ( $this->state->connection() ? Early_Request::script( self::tab() ) : '' ) );
		array_map( array( Assets::class, 'print_preload' ), $this->chunks() );
	}

	public function print_page(): void {
		$tab = self::tab();
		printf( '<div class="wrap finders-fee"><h1>%s</h1><hr class="wp-header-end"><div id="finders-fee-admin">', esc_html__( 'Finder’s Fee', 'finders-fee' ) );
		if ( $this->state->connection() ) {
			$this->print_tabs( $tab );
			printf( '<p class="finders-fee-lead">%s</p>', esc_html( Admin_Words::tabs()[ $tab ][1] ) );
		}
		echo '<div class="finders-fee-shape" aria-hidden="true"><span></span><span></span><span></span><span></span></div>';
		printf( '<p class="finders-fee-watchdog" role="status" hidden>%s</p>', esc_html( Admin_Words::not_started() ) );
		printf( '<noscript><p>%s</p></noscript></div></div>', esc_html__( 'This page needs JavaScript, which is switched off in your browser. Your shop and your affiliates’ commissions are not affected.', 'finders-fee' ) );
		wp_print_inline_script_tag( 'addEventListener( "load", function () { setTimeout( function () { var sentence = document.querySelector( ".finders-fee-watchdog" ); if ( sentence && ! document.documentElement.dataset.findersFee ) sentence.hidden = false; }, 4000 ); } );' );
	}

	public static function url(): string {
		return admin_url( 'admin.php?page=' . self::SLUG );
	}

	private function print_tabs( string $current ): void {
		printf( '<nav class="nav-tab-wrapper finders-fee-tabs" aria-label="%s">', esc_attr__( 'Finder’s Fee', 'finders-fee' ) );
		$hidden = $this->state->coupon_commissions() ? array() : array_flip( self::ABOUT_COUPONS );
		foreach ( array_diff_key( Admin_Words::tabs(), $hidden ) as $tab => list( $label ) ) {
			$address = 'overview' === $tab ? self::url() : add_query_arg( 'tab', $tab, self::url() );
			$link    = $tab === $current ? '<a class="nav-tab nav-tab-active" aria-current="page" href="%s">%s</a>' : '<a class="nav-tab" href="%s">%s</a>';
			printf( $link, esc_url( $address ), esc_html( $label ) ); // phpcs:ignore WordPress.Security.EscapeOutput -- one of the two lines above.
		}
		echo '</nav>';
	}

	/**
	 * Chunks of the script that the tab needs at once.
	 *
	 * @return string[]
	 */
	private function chunks(): array {
		if ( ! $this->state->connection() ) {
			return array( 'start' );
		}
		$lists = array( 'lists', 'dataviews', is_rtl() ? 'lists-rtl' : 'lists-ltr' );
		$own   = array(
			'overview' => array(),
			'reports'  => array( 'reports' ),
			'payouts'  => array_merge( $lists, array( 'payouts' ) ),
			'settings' => array( 'settings' ),
		);
		return $own[ self::tab() ] ?? $lists;
	}

	private static function tab(): string {
		// phpcs:ignore WordPress.Security.NonceVerification -- which tab to show.
		$tab = isset( $_GET['tab'] ) ? sanitize_key( $_GET['tab'] ) : '';
		return isset( Admin_Words::tabs()[ $tab ] ) ? $tab : 'overview';
	}
}
