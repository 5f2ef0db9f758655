<?php
/**
 * Forwards an allow-list of routes to the sidecar.
 *
 * @package FindersFee
 */

namespace FindersFee\Rest;

use FindersFee\Connection;
use FindersFee\Sidecar_Client;
use FindersFee\State;
use WP_Error;
use WP_REST_Request;
use WP_REST_Response;

defined( 'ABSPATH' ) || exit;

/**
 * Three steps per request: may this be forwarded, ask the sidecar, give its answer back unchanged.
 */
final class Proxy_Controller {

	const ID = '[A-Za-z0-9_-]+';

	/** Route pattern => methods, for who manages WooCommerce. */
	const OWNER_ROUTES = array(
		'settings'                                         => 'GET, PUT',
		'overview'                                         => 'GET',
		'programs'                                         => 'GET, POST',
		'programs/' . self::ID                             => 'GET, PUT, DELETE',
		'programs/' . self::ID . '/consequences'           => 'GET',
		'affiliates'                                       => 'GET, POST',
		'affiliates/' . self::ID                           => 'GET, PUT, DELETE',
		'affiliates/' . self::ID . '/consequences'         => 'GET',
		'affiliates/' . self::ID . '/notes'                => 'GET, POST',
		'affiliates/' . self::ID . '/notes/' . self::ID    => 'DELETE',
		'affiliates/' . self::ID . '/write-offs'           => 'POST',
		'coupons'                                          => 'GET, POST',
		'coupons/' . self::ID                              => 'GET, PUT, DELETE',
		'coupons/' . self::ID . '/owners'                  => 'GET',
		'coupons/' . self::ID . '/past-orders'             => 'GET',
		'products'                                         => 'GET',
		'product-categories'                               => 'GET',
		'commissions'                                      => 'GET',
		'commissions/bulk'                                 => 'POST',
		'commissions/' . self::ID                          => 'GET',
		'commissions/' . self::ID . '/explanation'         => 'GET',
		'commissions/' . self::ID . '/approve'             => 'POST',
		'commissions/' . self::ID . '/reject'              => 'POST',
		'commissions/' . self::ID . '/hold'                => 'POST',
		'commissions/' . self::ID . '/release'             => 'POST',
		'redemptions'                                      => 'GET',
		'orders/' . self::ID . '/attribution'              => 'GET',
		'ledger'                                           => 'GET',
		'balances'                                         => 'GET',
		'payouts'                                          => 'GET, POST',
		'payouts/' . self::ID                              => 'GET',
		'payouts/' . self::ID . '/pay'                     => 'POST',
		'payouts/' . self::ID . '/cancel'                  => 'POST',
		'recalculations'                                   => 'POST',
		'offline-sales'                                    => 'GET, POST',
		'offline-sales/import'                             => 'POST',
		'offline-sales/batches'                            => 'GET',
		'offline-sales/batches/' . self::ID . '/undo'      => 'POST',
		'offline-sales/' . self::ID . '/undo'              => 'POST',
		'customers'                                        => 'GET',
		'customers/' . self::ID                            => 'GET, PUT',
		'customers/' . self::ID . '/referral-code-changes' => 'GET',
		'reports/referral-codes'                           => 'GET',
		'reports/summary'                                  => 'GET',
		'health'                                           => 'GET',
		'sync'                                             => 'POST',
	);

	/** Route pattern => methods, for whoever is logged in. */
	const CUSTOMER_ROUTES = array(
		'me'                                          => 'GET',
		'me/coupons'                                  => 'GET',
		'me/commissions'                              => 'GET',
		'me/commissions/' . self::ID . '/explanation' => 'GET',
		'me/sales'                                    => 'GET',
		'me/summary'                                  => 'GET',
	);

	/** These answer when the work is done, at the latest after 25 seconds. */
	const LONG_ROUTES  = '#^/(sync|recalculations|commissions/bulk|payouts(/[^/]+/(pay|cancel))?|offline-sales/batches/[^/]+/undo)$#';
	const LONG_SECONDS = 28.0;

	/** A file takes as long as it is: a hundred thousand rows may take minutes. */
	const FILE_SECONDS = 300.0;

	/** WordPress's and WooCommerce's own parameters, none of the sidecar's business. */
	const LOCAL_PARAMETERS = '/^(_locale|_wpnonce|_method|_envelope|_fields|_embed|_jsonp|rest_route|oauth_.*|consumer_.*)$/';

	const FORWARDED_HEADERS = array( 'Content-Type', 'Idempotency-Key' );
	const RETURNED_HEADERS  = array( 'X-WP-Total', 'X-WP-TotalPages', 'Content-Type', 'Content-Disposition', 'Retry-After' );

	/**
	 * The plugin's memory.
	 *
	 * @var State
	 */
	private $state;

	public function __construct( State $state ) {
		$this->state = $state;
	}

	public function register_routes(): void {
		foreach ( self::OWNER_ROUTES as $pattern => $methods ) {
			$this->register( $pattern, $methods, 'owner' );
		}
		foreach ( self::CUSTOMER_ROUTES as $pattern => $methods ) {
			$this->register( $pattern, $methods, 'customer' );
		}
	}

	/**
	 * For rest_pre_serve_request: prints the sidecar's bytes, since decoding and encoding again would change them.
	 *
	 * @param mixed                                $served  Whether somebody printed already.
	 * @param mixed                                $result  Answer.
	 * @param WP_REST_Request<array<string,mixed>> $request Request.
	 * @return mixed
	 */
	public function print_unchanged( $served, $result, WP_REST_Request $request ) {
		if ( $served || ! $result instanceof Forwarded_Response ) {
			return $served;
		}
		if ( 'HEAD' !== $request->get_method() ) {
			$result->print_body();
		}
		return true;
	}

	private function register( string $pattern, string $methods, string $audience ): void {
		register_rest_route(
			Access::ROUTES_NAMESPACE,
			'/' . $pattern,
			array(
				'methods'             => $methods,
				'permission_callback' => array( Access::class, $audience ),
				'callback'            => function ( WP_REST_Request $request ) use ( $audience ) {
					return $this->forward( $request, 'owner' === $audience ? 'owner' : 'affiliate' );
				},
			)
		);
	}

	/**
	 * Forwards one request.
	 *
	 * @param WP_REST_Request<array<string,mixed>> $request Allowed request.
	 * @param string                               $role    Role in the token.
	 * @return WP_REST_Response|WP_Error
	 */
	private function forward( WP_REST_Request $request, string $role ) {
		$connection = $this->state->connection();
		if ( ! $connection ) {
			return new WP_Error( 'not_connected', __( 'This store is not connected to a Finder\'s Fee sidecar yet. Connect it under Marketing › Finder\'s Fee.', 'finders-fee' ), array( 'status' => 409 ) );
		}
		$method  = 'HEAD' === $request->get_method() ? 'GET' : $request->get_method();
		$route   = untrailingslashit( substr( $request->get_route(), strlen( '/' . Access::ROUTES_NAMESPACE ) ) );
		$path    = '/v1' . $route . self::query( $request );
		$options = self::options( $request, $method ) + array( 'role' => $role );
		if ( Uploaded_File::ROUTE === $route ) {
			$file = Uploaded_File::take( $options['body'] );
			if ( is_wp_error( $file ) ) {
				return $file;
			}
			unset( $options['body'] );
			return $this->ask_for_file( $connection, $method, $path, array( 'file' => $file ) + $options );
		}
		if ( 'GET' === $method && 'csv' === $request->get_param( 'format' ) ) {
			return $this->ask_for_file( $connection, $method, $path, $options );
		}
		if ( 'GET' !== $method && preg_match( self::LONG_ROUTES, $route ) ) {
			$options['seconds'] = self::LONG_SECONDS;
		}
		$answer = ( new Sidecar_Client() )->request( $connection, $method, $path, $options );
		return is_wp_error( $answer ) ? $answer : Forwarded_Response::from( $answer, self::RETURNED_HEADERS );
	}

	/**
	 * The body and the headers to send; a reading request has neither.
	 *
	 * @param WP_REST_Request<array<string,mixed>> $request Allowed request.
	 * @param string                               $method  HTTP method.
	 * @return array{body:string,headers:array<string,string>}
	 */
	private static function options( WP_REST_Request $request, string $method ): array {
		$options = array(
			'body'    => 'GET' === $method ? '' : (string) $request->get_body(),
			'headers' => array(),
		);
		foreach ( self::FORWARDED_HEADERS as $name ) {
			if ( null !== $request->get_header( $name ) && 'GET' !== $method ) {
				$options['headers'][ $name ] = (string) $request->get_header( $name );
			}
		}
		return $options;
	}

	/**
	 * An answer that may be long lies in a file instead of in memory.
	 *
	 * @param Connection                                                                  $connection To whom.
	 * @param string                                                                      $method     HTTP method.
	 * @param string                                                                      $path       Path with its query.
	 * @param array{role:string,body?:string,file?:resource,headers:array<string,string>} $options    Of the request.
	 * @return WP_REST_Response|WP_Error
	 */
	private function ask_for_file( Connection $connection, string $method, string $path, array $options ) {
		wc_set_time_limit( (int) self::FILE_SECONDS + 60 );
		$into = tempnam( get_temp_dir(), 'finders-fee-' );
		if ( false === $into ) {
			/* translators: %s: path of a folder. */
			return new WP_Error( 'unavailable', sprintf( __( 'WordPress can write no file in %s. WP_TEMP_DIR in wp-config.php names another place.', 'finders-fee' ), get_temp_dir() ), array( 'status' => 503 ) );
		}
		$options += array(
			'seconds' => self::FILE_SECONDS,
			'into'    => $into,
		);
		$answer   = ( new Sidecar_Client() )->request( $connection, $method, $path, $options );
		// Opened, it needs no name any more: whatever happens now, nothing is left of it.
		$file = fopen( $into, 'rb' ); // phpcs:ignore WordPress.WP.AlternativeFunctions -- streamed, not read into memory.
		wp_delete_file( $into );
		if ( is_wp_error( $answer ) ) {
			return $answer;
		}
		return Forwarded_Response::from( $answer, self::RETURNED_HEADERS, $file ? $file : null );
	}

	/**
	 * The query to forward, with its question mark; '' when nothing is left of it.
	 *
	 * @param WP_REST_Request<array<string,mixed>> $request Request.
	 */
	private static function query( WP_REST_Request $request ): string {
		$parameters = array();
		foreach ( $request->get_query_params() as $name => $value ) {
			if ( ! preg_match( self::LOCAL_PARAMETERS, (string) $name ) ) {
				$parameters[ $name ] = $value;
			}
		}
		$query = http_build_query( $parameters, '', '&', PHP_QUERY_RFC3986 );
		return '' === $query ? '' : "?$query";
	}
}
